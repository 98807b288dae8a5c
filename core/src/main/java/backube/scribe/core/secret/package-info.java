/**
 * Secrets that movers have generated: {@link backube.scribe.core.secret.GeneratedSecrets} makes
 * them before a run, away from the threads that look at resources, and keeps them in a {@link
 * backube.scribe.core.secret.SecretStore}. Values never leave this package and the store.
 */
@NullMarked
package backube.scribe.core.secret;

import org.jspecify.annotations.NullMarked;
