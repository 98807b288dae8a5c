package backube.scribe.core.resource;

/** Port: events, which users see beside the resource. */
public interface Events {
  /**
   * Records an event. Never fails the caller.
   *
   * @param reason CamelCase
   * @param action CamelCase, not empty (events.k8s.io/v1)
   * @param message what happened; no secret
   */
  void record(Replication about, Type type, String reason, String action, String message);

  /** How an event is meant. */
  enum Type {
    /** For information. */
    NORMAL,
    /** Somebody should look. */
    WARNING
  }
}
