package backube.scribe.e2e.rsync;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;

import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The source "disk" of a claim of that name, and the destination "mirror".
 *
 * @param mover {@code rsync} or {@code rsyncTLS}
 */
public record DevicePair(Rig rig, Scenario scenario, String mover) {
  /** The destination, to be synced for that trigger. */
  public void receive(String trigger, String... section) {
    apply("ReplicationDestination", "mirror", "paused: false", trigger, String.join(", ", section));
  }

  /** What the destination tells its source, once it listens. */
  public JsonNode told() {
    return scenario.awaitReason(destination("mirror"), "WaitingForPeer").mover(mover);
  }

  /** The source, to be synced for that trigger, with what the destination has told. */
  public void send(String trigger, JsonNode told, String... section) {
    String keys = mover.equals("rsync") ? "sshKeys" : "keySecret";
    String reached =
        ", address: %s, port: %d, %s: %s"
            .formatted(
                told.path("address").asText(),
                told.path("port").asInt(),
                keys,
                told.path(keys).asText());
    apply(
        "ReplicationSource",
        "disk",
        "sourcePVC: disk",
        trigger,
        String.join(", ", section) + reached);
  }

  private void apply(String kind, String name, String spec, String trigger, String section) {
    rig.apply(
        """
        apiVersion: scribe.backube/v1alpha1
        kind: %s
        metadata:
          name: %s
        spec:
          %s
          trigger: {manual: %s}
          %s: {%s}
        """
            .formatted(kind, name, spec, trigger, mover, section));
  }

  /** Both sides have done what the trigger asked for; the status of the source. */
  public Status awaitSynced(String trigger) {
    scenario.awaitSynced(destination("mirror"), trigger);
    return scenario.awaitSynced(source("disk"), trigger);
  }
}
