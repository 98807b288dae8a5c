/** The CustomResourceDefinitions in a cluster, where the controller keeps them itself. */
@NullMarked
package backube.scribe.kubernetes.definition;

import org.jspecify.annotations.NullMarked;
