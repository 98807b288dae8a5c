package backube.scribe.api.mover;

import java.util.List;

/**
 * The name under which a run files its data in a store that several resources may share. Two
 * resources with the same identity would mix up their data, so the controller lets the older one
 * have it and refuses the other. Which store it is, is told by the value of a key that only the
 * controller reads (and hashes).
 *
 * @param field name of the section's field that makes the identity another one, such as {@code
 *     hostname}: what the one that is refused is told to set
 * @param ref object whose key names the store
 * @param key key that names the store
 * @param parts what the data is filed under in the store, such as a host and a path; no secret
 */
public record Identity(String field, Ref ref, String key, List<String> parts) {
  public Identity {
    parts = List.copyOf(parts);
  }
}
