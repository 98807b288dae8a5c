/**
 * JSON and YAML: the one place where mappers are set up. Knows no type of ours; used by whatever
 * reads or writes stored state, manifests, sections and reports.
 */
@NullMarked
package backube.scribe.core.json;

import org.jspecify.annotations.NullMarked;
