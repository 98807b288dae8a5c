package backube.scribe.e2e.rsync;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;

import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The volume "site" and the volume "mirror", which is to be like it; resources are called as their
 * volumes.
 *
 * @param mover {@code rsync} or {@code rsyncTLS}
 */
public record Pair(Rig rig, Scenario scenario, String mover) {
  private static final String SITE = "site";
  private static final String MIRROR = "mirror";

  public Volume site() {
    return rig.volume(SITE);
  }

  public Volume mirror() {
    return rig.volume(MIRROR);
  }

  /** The destination, to be synced for that trigger; its volume is there from now on. */
  public void receive(String trigger, String... section) {
    receive(trigger, false, section);
  }

  /** The same, which may be paused. */
  public void receive(String trigger, boolean paused, String... section) {
    mirror();
    rig.apply(
        manifest("ReplicationDestination", MIRROR, "paused: " + paused, trigger)
            + "    destinationPVC: mirror\n"
            + lines(section));
  }

  /** What the destination tells its source, once it listens. */
  public JsonNode told() {
    return scenario.awaitReason(destination(MIRROR), "WaitingForPeer").mover(mover);
  }

  /** The source, to be synced for that trigger, with what the destination has told. */
  public void send(String trigger, JsonNode told, String... section) {
    String keys = mover.equals("rsync") ? "sshKeys" : "keySecret";
    rig.apply(
        sending(trigger, told)
            + "    "
            + keys
            + ": "
            + told.path(keys).asText()
            + "\n"
            + lines(section));
  }

  /** The same, but for the keys. */
  public void sendWithKeysOfItsOwn(String trigger, JsonNode told, String... section) {
    rig.apply(sending(trigger, told) + lines(section));
  }

  private String sending(String trigger, JsonNode told) {
    return manifest("ReplicationSource", SITE, "sourcePVC: site", trigger)
        + "    address: %s%n    port: %d%n"
            .formatted(told.path("address").asText(), told.path("port").asInt());
  }

  private String manifest(String kind, String name, String spec, String trigger) {
    return """
        apiVersion: scribe.backube/v1alpha1
        kind: %s
        metadata:
          name: %s
        spec:
          %s
          trigger: {manual: %s}
          %s:
            copyMethod: Direct
        """
        .formatted(kind, name, spec, trigger, mover);
  }

  private static String lines(String... section) {
    StringBuilder lines = new StringBuilder();
    for (String line : section) {
      lines.append("    ").append(line).append('\n');
    }
    return lines.toString();
  }

  /** Both sides have done what the trigger asked for; the status of the source. */
  public Status awaitSynced(String trigger) {
    scenario.awaitSynced(destination(MIRROR), trigger);
    return scenario.awaitSynced(source(SITE), trigger);
  }

  /** The source has failed for that reason, and told it; it may be trying again by now. */
  public void awaitFailed(String reason, String words) {
    scenario.await(
        source(SITE),
        "to fail with " + reason,
        status ->
            rig.events(source(SITE)).stream()
                .anyMatch(event -> event.startsWith(reason + ": ") && event.contains(words)));
  }
}
