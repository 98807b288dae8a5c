package backube.scribe.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What only some clusters have. A scenario that needs one is left out, and says so, where the
 * environment does not name it; {@code tools/cluster-scenarios} lists them.
 */
enum Knob {
  SLOW_SNAPSHOTS("SCRIBE_E2E_SLOW_SNAPSHOTS", "a VolumeSnapshotClass that takes half a minute"),
  FAILING_SNAPSHOTS(
      "SCRIBE_E2E_FAILING_SNAPSHOTS",
      "\"NAME=VALUE…\", parameters by which the default VolumeSnapshotClass's driver fails at first"),
  EXACT_VOLUMES(
      "SCRIBE_E2E_EXACT_VOLUMES",
      "a StorageClass of exact sizes that copies blocks, also for volumeMode Block"),
  FAILING_PROVISIONER(
      "SCRIBE_E2E_FAILING_PROVISIONER",
      "\"NAME=VALUE…\", parameters by which the default StorageClass's driver makes no volume");

  private final String variable;
  private final String what;

  Knob(String variable, String what) {
    this.variable = variable;
    this.what = what;
  }

  /** Its value; the scenario ends here without one. */
  String value() {
    String value = System.getenv().getOrDefault(variable, "").strip();
    assumeTrue(!value.isEmpty(), "%s is not set: %s".formatted(variable, what));
    return value;
  }

  Map<String, String> parameters() {
    return Stream.of(value().split(" +", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
