package backube.scribe.local.manifest;

import java.nio.file.Path;

/**
 * Something that is wrong, or that users should know, about a manifest.
 *
 * @param document number within the file, from 1; 0 if it concerns the whole file
 * @param line from 1; 0 if unknown
 * @param subject the object, such as {@code Secret myns/repo}; empty if it can't be told
 * @param field path of the field, such as {@code spec.trigger.schedule}; empty if there is none
 * @param message what was found and what would be right; no secret
 */
public record Problem(
    Severity severity,
    Path file,
    int document,
    int line,
    String subject,
    String field,
    String message) {
  /** How bad it is. */
  public enum Severity {
    /** The document is not used. */
    ERROR,
    /** The document is used. */
    WARNING
  }

  static Problem ofFile(Path file, int line, String message) {
    return new Problem(Severity.ERROR, file, 0, line, "", "", message);
  }

  /** Whether the document is not used because of it. */
  public boolean error() {
    return severity == Severity.ERROR;
  }

  /** One line for the terminal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Origin.name(file));
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (document > 0) {
      text.append("document ").append(document);
      if (!subject.isEmpty()) {
        text.append(", ").append(subject);
      }
      text.append(": ");
    }
    if (!field.isEmpty()) {
      text.append(field).append(": ");
    }
    return text.append(message).toString();
  }
}
