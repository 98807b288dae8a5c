package backube.scribe.api.mover;

/**
 * A Secret or ConfigMap in the namespace of the resource.
 *
 * @param name its name; not empty
 */
public record Ref(Kind kind, String name) {
  /** What a {@link Ref} points to. */
  public enum Kind {
    /** A Secret. */
    SECRET,
    /** A ConfigMap. */
    CONFIG_MAP
  }

  /** The Secret {@code name}. */
  public static Ref secret(String name) {
    return new Ref(Kind.SECRET, name);
  }

  /** The ConfigMap {@code name}. */
  public static Ref configMap(String name) {
    return new Ref(Kind.CONFIG_MAP, name);
  }
}
