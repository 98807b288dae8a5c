package backube.scribe.core.plugin;

/** A plugin can't be used; the message says why and what would fit. */
final class PluginRefused extends Exception {
  private static final long serialVersionUID = 1L;

  PluginRefused(String message) {
    super(message);
  }

  /** Something that the plugin's own code threw, in one line. */
  static PluginRefused threw(String what, Throwable thrown) {
    if (thrown instanceof UnsupportedClassVersionError) {
      return new PluginRefused(
          what
              + " is compiled for a newer Java: "
              + describe(thrown)
              + "; use a release for Java "
              + Runtime.version().feature()
              + " or a newer Java");
    }
    if (thrown instanceof LinkageError || thrown instanceof ClassNotFoundException) {
      return new PluginRefused(
          what
              + " does not fit: "
              + describe(thrown)
              + "; use a release built for SPI "
              + SpiVersion.CURRENT
              + " that brings all other classes along");
    }
    return new PluginRefused(what + " failed: " + describe(thrown));
  }

  /** What was thrown, in one bounded line, even if asking it fails. */
  static String describe(Throwable thrown) {
    String message;
    try {
      message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      message = "(no message)";
    }
    String text = thrown.getClass().getSimpleName() + ": " + message;
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
