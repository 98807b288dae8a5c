package backube.scribe.core.crd;

import java.util.List;

/**
 * What tells the CRDs of one API group from those of another.
 *
 * @param group API group
 * @param exactlyOneMover whether a resource without a mover, or with several, is refused at once
 * @param kept sections that stay in the schema, whatever they hold, though no mover has them: a
 *     section that is dropped would be pruned from resources that have it
 */
public record CrdNames(String group, boolean exactlyOneMover, List<String> kept) {
  public CrdNames {
    kept = List.copyOf(kept);
  }
}
