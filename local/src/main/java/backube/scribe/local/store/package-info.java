/**
 * Resources and what is known of them, as YAML files in the state folder: the ports of {@code
 * core.resource}. Every write is a new file that takes the place of the old one, so that a power
 * cut leaves one or the other. One controller at a time holds the folder; readers need not.
 *
 * <p>A resource has a directory with {@code identity.yaml} (uid and birth, written once), {@code
 * resource.yaml} (the resource as {@code kubectl get -o yaml} would show it) and {@code
 * events.jsonl}. If {@code resource.yaml} is lost, so is the status, and the sync engine copes; the
 * identity stays.
 */
@NullMarked
package backube.scribe.local.store;

import org.jspecify.annotations.NullMarked;
