package backube.scribe.e2e.rig;

import java.util.function.Predicate;

/** The steps that most scenarios have, on whatever rig they run. */
public final class Scenario {
  private final Rig rig;

  public Scenario(Rig rig) {
    this.rig = rig;
  }

  /** Waits until the status is as wanted, and returns it. Starts the controller if nobody did. */
  public Status await(Resource resource, String what, Predicate<Status> condition) {
    return Await.until(
        resource + " " + what,
        () -> rig.status(resource),
        condition,
        () -> "its log:\n" + rig.log(resource) + "\n" + rig.diagnosis());
  }

  /** Waits until a sync that this manual trigger asked for has ended well and was cleaned up. */
  public Status awaitSynced(Resource resource, String trigger) {
    return await(
        resource,
        "to be synced for " + trigger,
        status -> status.lastManualSync().equals(trigger) && status.idle());
  }

  /** Waits until it waits for something, or has come to rest, for that reason. */
  public Status awaitReason(Resource resource, String reason) {
    return await(resource, "to say " + reason, status -> status.reason().equals(reason));
  }
}
