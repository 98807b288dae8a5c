package backube.scribe.e2e.rig;

/**
 * A place for rclone, behind a Secret whose section is "store"; and manifests that use it, where a
 * volume is called as its resource.
 *
 * @param secret name of the Secret
 * @param path in the remote; nothing is there at first
 */
public record Remote(String secret, String path) {
  /** The Secret whose section "store" has these lines. */
  public static String manifest(String secret, String... lines) {
    return """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
        stringData:
          rclone.conf: |
            [store]
            %s
        """
        .formatted(secret, String.join("\n    ", lines));
  }

  /**
   * A source that copies its volume there.
   *
   * @param section more lines of the mover's section
   */
  public String source(String name, String trigger, String... section) {
    return replication("ReplicationSource", "sourcePVC: " + name, name, trigger, section);
  }

  /** A destination that makes its volume like what is there. */
  public String destination(String name, String trigger, String... section) {
    return replication("ReplicationDestination", "paused: false", name, trigger, section)
        + "    destinationPVC: "
        + name
        + "\n";
  }

  private String replication(
      String kind, String spec, String name, String trigger, String... section) {
    return """
        apiVersion: scribe.backube/v1alpha1
        kind: %s
        metadata:
          name: %s
        spec:
          %s
          trigger: {manual: %s}
          rclone:
            rcloneConfig: %s
            rcloneConfigSection: store
            rcloneDestPath: %s
        %s"""
        .formatted(
            kind,
            name,
            spec,
            trigger,
            secret,
            path,
            Manifests.lines("copyMethod: Direct", section));
  }
}
