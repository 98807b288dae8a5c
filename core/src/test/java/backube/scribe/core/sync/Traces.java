package backube.scribe.core.sync;

import java.util.List;

/** What happened in a world. */
final class Traces {
  /** Nothing is written down. */
  static final List<String> NONE = List.of();

  private Traces() {}
}
