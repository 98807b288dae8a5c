package backube.scribe.local.manifest;

import java.nio.file.Path;

/**
 * Where a manifest stands.
 *
 * @param file absolute, or {@link #STDIN}
 * @param document number within the file, from 1
 * @param line where the document begins, from 1
 */
public record Origin(Path file, int document, int line) {
  /** Stands for standard input. */
  public static final Path STDIN = Path.of("-");

  @Override
  public String toString() {
    return name(file) + ", document " + document;
  }

  /** The file as users know it. */
  static String name(Path file) {
    return file.equals(STDIN) ? "standard input" : file.toString();
  }
}
