package backube.scribe.api.mover;

/**
 * A Secret or ConfigMap in the namespace of the resource.
 *
 * @param name its name, which is not empty; of a generated Secret its role
 */
public record Ref(Kind kind, String name) {
  /** What a {@link Ref} points to. New kinds may come: a {@code switch} needs a default. */
  public enum Kind {
    /** A Secret. */
    SECRET,
    /** A ConfigMap. */
    CONFIG_MAP,
    /** A Secret that the controller generates; stored plans name the Secret itself. */
    GENERATED
  }

  /** The Secret {@code name}. */
  public static Ref secret(String name) {
    return new Ref(Kind.SECRET, name);
  }

  /** The Secret that the requirements generate in this role. */
  public static Ref generated(String role) {
    return new Ref(Kind.GENERATED, role);
  }

  /** The ConfigMap {@code name}. */
  public static Ref configMap(String name) {
    return new Ref(Kind.CONFIG_MAP, name);
  }
}
