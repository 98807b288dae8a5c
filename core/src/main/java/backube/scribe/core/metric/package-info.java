/**
 * What is counted of each resource. A pass tells of everything that it has recorded, once it is
 * written; adapters show the figures under the names of their dialect.
 */
@NullMarked
package backube.scribe.core.metric;

import org.jspecify.annotations.NullMarked;
