package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Manifests;
import java.util.stream.Stream;

/** Manifests of what only a cluster has. */
final class ClusterManifests {
  private ClusterManifests() {}

  /** A destination with a volume made for it, of which it publishes a snapshot. */
  static String intoNewVolume(String name, String trigger, String... section) {
    Stream<String> usual =
        Stream.of("copyMethod: Snapshot", "capacity: 1Gi", "accessModes: [ReadWriteOnce]");
    String[] lines =
        Stream.concat(usual.filter(line -> !replaced(line, section)), Stream.of(section))
            .toArray(String[]::new);
    return Manifests.destination(name, trigger, lines)
        .replace("    destinationPVC: " + name + "\n", "");
  }

  private static boolean replaced(String line, String... section) {
    String field = line.substring(0, line.indexOf(':') + 1);
    return Stream.of(section).anyMatch(other -> other.startsWith(field));
  }
}
