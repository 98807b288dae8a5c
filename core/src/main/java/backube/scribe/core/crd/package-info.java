/**
 * Composes the CustomResourceDefinitions from the types of the resources and from what the
 * installed movers add, so that {@code kubectl explain} and admission know every mover alike.
 */
@NullMarked
package backube.scribe.core.crd;

import org.jspecify.annotations.NullMarked;
