package backube.scribe.core.crd;

import backube.scribe.core.resource.Role;
import java.util.List;
import java.util.Map;

/**
 * What tells the CRDs of one API group from those of another.
 *
 * @param group API group
 * @param strict whether a resource that no sync could be made of is refused at once: without a
 *     mover or with several, or with values out of bounds; else its condition tells
 * @param kept sections that stay in the schema, whatever they hold, though no mover has them: a
 *     section that is dropped would be pruned from resources that have it
 */
public record CrdNames(String group, boolean strict, Map<Role, List<String>> kept) {
  public CrdNames {
    kept = Map.copyOf(kept);
  }

  /** Those of the group that keep nothing. */
  public CrdNames(String group, boolean strict) {
    this(group, strict, Map.of());
  }
}
