package backube.scribe.core.command;

/** Ends a command with a message for the user and an exit code; no stack trace is shown. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  /**
   * A command that ends so.
   *
   * @param exitCode of {@link ExitCodes}
   * @param message one line, or a few; no secret
   */
  public CommandFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The exit code. */
  public int exitCode() {
    return exitCode;
  }
}
