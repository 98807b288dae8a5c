package backube.scribe.local.exchange;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Resources that own something. */
final class Owned {
  private Owned() {}

  static Replication by(String name, String uid) {
    return new Replication(
        new ResourceKey(Role.DESTINATION, "web", name),
        uid,
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.empty(),
        new ReplicationDestinationSpec(null, null, null, null, Map.of()),
        ReplicationStatus.EMPTY);
  }
}
