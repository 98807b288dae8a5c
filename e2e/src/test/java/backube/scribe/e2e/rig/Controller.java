package backube.scribe.e2e.rig;

/** The controller's process. */
public interface Controller {
  /** Starts it; returns when it works. */
  void start();

  /**
   * Starts another one beside it, which must refuse.
   *
   * @return what that one said
   */
  String startAnother();

  /** Ends it at once, without a word. */
  void kill();

  /** Asks it to end, and waits until it has. */
  void stop();

  boolean running();
}
