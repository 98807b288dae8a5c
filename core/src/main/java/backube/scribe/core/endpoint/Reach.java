package backube.scribe.core.endpoint;

import backube.scribe.core.reason.Refusal;

/** Where an endpoint is reached. */
public sealed interface Reach {
  /**
   * There.
   *
   * @param address name or IP address, without brackets
   */
  record At(String address, int port) implements Reach {}

  /**
   * Nowhere yet.
   *
   * @param message what is waited for
   * @param advice what to look at if it takes long
   */
  record Pending(String message, String advice) implements Reach {}

  /** It can't be offered as things are. */
  record Refused(Refusal refusal) implements Reach {}
}
