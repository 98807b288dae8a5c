package backube.scribe.core.resource;

import backube.scribe.api.mover.Ref;
import java.util.Map;
import java.util.Optional;

/** Port: what of their namespace resources refer to, read when a run starts. */
public interface References {
  /**
   * What an object holds.
   *
   * @return empty if there is no such object
   */
  Optional<Content> read(String namespace, Ref ref);

  /** Says that {@link #read} finds no such object, and why if that is known. */
  default String missing(String namespace, Ref ref) {
    String kind = ref.kind() == Ref.Kind.SECRET ? "Secret" : "ConfigMap";
    return "%s \"%s\" not found in namespace %s".formatted(kind, ref.name(), namespace);
  }

  /** Whether there is such a ServiceAccount, where movers run as one. */
  default boolean hasAccount(String namespace, String name) {
    return true;
  }

  /**
   * An object's content; never printed.
   *
   * @param version changes whenever the content does
   */
  record Content(String version, Map<String, byte[]> data) {
    @Override
    public String toString() {
      return "Content[" + version + ", " + data.keySet() + "]";
    }
  }
}
