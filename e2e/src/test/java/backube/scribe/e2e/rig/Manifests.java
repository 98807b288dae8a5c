package backube.scribe.e2e.rig;

/** Manifests of one shape: the claim is called as the resource, the repository's Secret "repo". */
public final class Manifests {
  private Manifests() {}

  /**
   * A source that reads its volume directly.
   *
   * @param trigger content of {@code trigger}, such as {@code manual: first}
   * @param section more lines of the mover's section
   */
  public static String source(String name, String trigger, String... section) {
    return """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationSource
        metadata:
          name: %1$s
        spec:
          sourcePVC: %1$s
          trigger: {%2$s}
          restic:
            repository: repo
        %3$s"""
        .formatted(name, trigger, lines("copyMethod: Direct", section));
  }

  /** A destination that writes into its volume directly. */
  public static String destination(String name, String trigger, String... section) {
    return """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationDestination
        metadata:
          name: %1$s
        spec:
          trigger: {%2$s}
          restic:
            repository: repo
            destinationPVC: %1$s
        %3$s"""
        .formatted(name, trigger, lines("copyMethod: Direct", section));
  }

  /** Lines of the section, where one of the same field wins over the default. */
  static String lines(String usual, String... section) {
    StringBuilder lines = new StringBuilder();
    boolean replaced = false;
    for (String line : section) {
      replaced |= line.startsWith("copyMethod:");
      lines.append("    ").append(line).append('\n');
    }
    return replaced ? lines.toString() : "    " + usual + "\n" + lines;
  }
}
