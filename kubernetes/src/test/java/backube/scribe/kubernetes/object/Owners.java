package backube.scribe.kubernetes.object;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Resources to make objects for. */
public final class Owners {
  private Owners() {}

  /** A source with the claim {@code data}. */
  public static Replication source(String name) {
    return source(name, "uid-1");
  }

  /** The same with another uid. */
  public static Replication source(String name, String uid) {
    return new Replication(
        new ResourceKey(Role.SOURCE, "ns", name),
        uid,
        Instant.parse("2026-01-01T00:00:00Z"),
        "1",
        false,
        Map.of(),
        Optional.of("data"),
        new ReplicationSourceSpec("data", null, null, null, null, Map.of()),
        ReplicationStatus.EMPTY);
  }

  /** A destination. */
  public static Replication destination(String name) {
    return new Replication(
        new ResourceKey(Role.DESTINATION, "ns", name),
        "uid-2",
        Instant.parse("2026-01-01T00:00:00Z"),
        "1",
        false,
        Map.of(),
        Optional.empty(),
        new ReplicationDestinationSpec(null, null, null, null, Map.of()),
        ReplicationStatus.EMPTY);
  }
}
