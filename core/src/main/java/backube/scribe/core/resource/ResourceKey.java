package backube.scribe.core.resource;

import java.util.Comparator;

/** Which resource: its role, namespace and name. */
public record ResourceKey(Role role, String namespace, String name)
    implements Comparable<ResourceKey> {
  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::role)
          .thenComparing(ResourceKey::name);

  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return role.kind() + " " + namespace + "/" + name;
  }
}
