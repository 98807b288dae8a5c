package backube.scribe.core.sync;

import java.util.Optional;

/**
 * What is asked of a resource now.
 *
 * @param uid of the resource
 * @param due what starts syncs
 * @param request token of a request for one sync beside the trigger; a sync is due until it is
 *     acknowledged
 * @param paused whether no sync may start
 * @param deleted whether the resource is being deleted
 * @param fingerprint changes when the spec or anything that it refers to changes; may be empty
 *     unless a run begins, rests, waits for something or has failed
 * @param address where a run that listens, or is about to, is reached; empty if nowhere
 * @param exchanged whether a run listens whose mover is not the resource's any more
 */
public record Facts(
    String uid,
    Due due,
    Optional<String> request,
    boolean paused,
    boolean deleted,
    String fingerprint,
    Optional<String> address,
    boolean exchanged) {
  /** Of a resource that listens nowhere. */
  public Facts(
      String uid,
      Due due,
      Optional<String> request,
      boolean paused,
      boolean deleted,
      String fingerprint) {
    this(uid, due, request, paused, deleted, fingerprint, Optional.empty(), false);
  }
}
