package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * The volume "site" in one namespace and "mirror", which is to be like it, in another one, as if
 * these were two clusters: only what users carry over connects them. Resources are called as their
 * volumes.
 *
 * @param near where the source is
 * @param far where the destination is
 * @param mover {@code rsync} or {@code rsyncTLS}
 * @param group of the resources
 */
record RsyncPeers(ClusterRig near, ClusterRig far, String mover, String group) {
  static final String OURS = "scribe.backube";
  static final String VOLSYNC = "volsync.backube";

  static RsyncPeers of(ClusterRig near, String mover) {
    return new RsyncPeers(near, near.beside(), mover, OURS);
  }

  /** The destination, to be synced for that trigger. */
  void receive(String trigger, String... section) {
    far.apply(manifest("ReplicationDestination", "mirror", "paused: false", trigger, section));
  }

  /** What the destination tells its source, once it listens. */
  JsonNode told() {
    return awaitMirror("to listen", status -> section(status).hasNonNull("address") && at(status))
        .json()
        .path(mover);
  }

  private static boolean at(Status status) {
    return status.reason().equals("WaitingForPeer") || status.reason().equals("SyncInProgress");
  }

  private JsonNode section(Status status) {
    return status.json().path(mover);
  }

  /** Carries the keys over that the destination has told of, as users do. */
  String keys(JsonNode told) {
    String name = told.path(field()).asText();
    copySecret(name);
    return name;
  }

  /** Copies a Secret of the destination's namespace to that of the source. */
  void copySecret(String name) {
    near.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s}
        data: %s
        """
            .formatted(name, far.objects().get("Secret", name).path("data")));
  }

  /** Field of a section, and of the status, that names the Secret. */
  String field() {
    return mover.equals("rsync") ? "sshKeys" : "keySecret";
  }

  /** The source, to be synced for that trigger. */
  void send(String trigger, String address, String keys, String... section) {
    String[] lines = new String[section.length + 2];
    lines[0] = "address: " + address;
    lines[1] = field() + ": " + keys;
    System.arraycopy(section, 0, lines, 2, section.length);
    near.apply(manifest("ReplicationSource", "site", "sourcePVC: site", trigger, lines));
  }

  /** The same with keys that the destination does not know. */
  void sendWithKeysOfItsOwn(String trigger, String address) {
    near.apply(
        manifest(
            "ReplicationSource",
            "site",
            "sourcePVC: site",
            trigger,
            "address: " + address,
            "copyMethod: Direct"));
  }

  private String manifest(
      String kind, String name, String spec, String trigger, String... section) {
    return """
        apiVersion: %s/v1alpha1
        kind: %s
        metadata:
          name: %s
        spec:
          %s
          trigger: {manual: %s}
          %s:
        %s"""
        .formatted(group, kind, name, spec, trigger, mover, lines(section));
  }

  private static String lines(String... section) {
    StringBuilder lines = new StringBuilder();
    for (String line : section) {
      lines.append("    ").append(line).append('\n');
    }
    return lines.toString();
  }

  /** Both sides have done what the trigger asked for; the status of the destination. */
  Status awaitSynced(String trigger) {
    Predicate<Status> synced = status -> status.idle() && status.lastManualSync().equals(trigger);
    awaitSite("to be synced for " + trigger, synced);
    return awaitMirror("to be synced for " + trigger, synced);
  }

  Status awaitSite(String what, Predicate<Status> condition) {
    return await(near, "ReplicationSource", "site", what, condition);
  }

  Status awaitMirror(String what, Predicate<Status> condition) {
    return await(far, "ReplicationDestination", "mirror", what, condition);
  }

  Status mirror() {
    return status(far, "ReplicationDestination", "mirror");
  }

  private Status await(
      ClusterRig rig, String kind, String name, String what, Predicate<Status> condition) {
    return Await.until(
        name + " " + what,
        () -> status(rig, kind, name),
        condition,
        () -> near.diagnosis() + "\n" + far.diagnosis());
  }

  private Status status(ClusterRig rig, String kind, String name) {
    return new Status(rig.objects().get(kind + "." + group, name).path("status"));
  }
}
