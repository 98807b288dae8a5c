package backube.scribe.local.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one document. */
final class Problems {
  private final Path file;
  private final int document;
  private final List<Problem> found = new ArrayList<>();
  private String subject = "";

  Problems(Path file, int document) {
    this.file = file;
    this.document = document;
  }

  /** What the document describes, once that is known. */
  void subject(String name) {
    subject = name;
  }

  void error(int line, String field, String message) {
    add(Problem.Severity.ERROR, line, field, message);
  }

  void warning(int line, String field, String message) {
    add(Problem.Severity.WARNING, line, field, message);
  }

  boolean errors() {
    return found.stream().anyMatch(Problem::error);
  }

  List<Problem> all() {
    return List.copyOf(found);
  }

  private void add(Problem.Severity severity, int line, String field, String message) {
    found.add(new Problem(severity, file, document, line, subject, field, message));
  }
}
