package backube.scribe.core.resource;

import backube.scribe.api.resource.ReplicationApi;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which resource: its API group, role, namespace and name.
 *
 * @param group absent in what was stored before there were several
 */
public record ResourceKey(String group, Role role, String namespace, String name)
    implements Comparable<ResourceKey> {
  private static final Comparator<ResourceKey> ORDER =
      Comparator.comparing(ResourceKey::namespace)
          .thenComparing(ResourceKey::role)
          .thenComparing(ResourceKey::name)
          .thenComparing(ResourceKey::group);

  @SuppressWarnings("unused") // nulls come from Jackson
  public ResourceKey(@Nullable String group, Role role, String namespace, String name) {
    this.group = group == null ? ReplicationApi.GROUP : group;
    this.role = role;
    this.namespace = namespace;
    this.name = name;
  }

  /** A resource of our own group. */
  public ResourceKey(Role role, String namespace, String name) {
    this(ReplicationApi.GROUP, role, namespace, name);
  }

  @Override
  public int compareTo(ResourceKey other) {
    return ORDER.compare(this, other);
  }

  /** As kubectl writes it; without the group if it is our own. */
  @Override
  public String toString() {
    String of = group.equals(ReplicationApi.GROUP) ? "" : "." + group;
    return role.kind() + of + " " + namespace + "/" + name;
  }
}
