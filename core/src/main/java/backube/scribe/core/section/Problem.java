package backube.scribe.core.section;

/**
 * Something wrong with a value.
 *
 * @param path of the field, from {@code spec} on; empty if the message names the field itself
 * @param message what was found and what would be right
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
