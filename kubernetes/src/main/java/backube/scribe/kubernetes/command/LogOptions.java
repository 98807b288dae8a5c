package backube.scribe.kubernetes.command;

import backube.scribe.kubernetes.log.JsonLinesWriter;
import picocli.CommandLine;

/**
 * How log lines look. The logging back end reads its properties when the first line is logged, so
 * nothing may log before the command line is read.
 */
final class LogOptions {
  /** How a line looks. */
  enum Format {
    text,
    json
  }

  /** From which weight on lines are logged. */
  enum Level {
    error,
    warn,
    info,
    debug
  }

  @CommandLine.Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text, or json: one object per line. Default: text.")
  void format(Format format) {
    if (format == Format.json) {
      System.setProperty("tinylog.writer", JsonLinesWriter.NAME);
    }
  }

  @CommandLine.Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info or debug. Default: info.")
  void level(Level level) {
    System.setProperty("tinylog.level", level.name());
  }
}
