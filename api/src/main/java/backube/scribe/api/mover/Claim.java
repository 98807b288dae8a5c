package backube.scribe.api.mover;

/**
 * A claim on something that several resources may share, such as a repository. The controller lets
 * no step start while another one, of any resource, holds an excluding claim on the same thing.
 * What it is, is told by the value of a key that only the controller reads (and hashes).
 *
 * @param what kind of thing, such as {@code repository}
 * @param ref object whose key names the thing
 * @param key key that names the thing
 */
public record Claim(String what, Ref ref, String key, Mode mode) {
  /** Whether others may use the thing meanwhile. */
  public enum Mode {
    /** Beside other shared claims. */
    SHARED,
    /** Alone. */
    EXCLUSIVE
  }

  public static Claim shared(String what, Ref ref, String key) {
    return new Claim(what, ref, key, Mode.SHARED);
  }

  public static Claim exclusive(String what, Ref ref, String key) {
    return new Claim(what, ref, key, Mode.EXCLUSIVE);
  }
}
