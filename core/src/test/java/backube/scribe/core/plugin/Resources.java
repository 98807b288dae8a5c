package backube.scribe.core.plugin;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.json.Json;
import backube.scribe.core.json.YamlDocuments;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Resources from the YAML of their spec. */
final class Resources {
  private Resources() {}

  static Replication source(String spec) {
    ReplicationSourceSpec read = read(spec, ReplicationSourceSpec.class);
    return new Replication(
        new ResourceKey(Role.SOURCE, "ns", "name"),
        "uid",
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.ofNullable(read.sourcePvc()),
        read,
        ReplicationStatus.EMPTY);
  }

  static Replication destination(String spec) {
    return new Replication(
        new ResourceKey(Role.DESTINATION, "ns", "name"),
        "uid",
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.empty(),
        read(spec, ReplicationDestinationSpec.class),
        ReplicationStatus.EMPTY);
  }

  static Replication with(Replication resource, String status) {
    return new Replication(
        resource.key(),
        resource.uid(),
        resource.created(),
        resource.version(),
        resource.deleted(),
        resource.annotations(),
        resource.sourcePvc(),
        resource.spec(),
        read(status, ReplicationStatus.class));
  }

  private static <T> T read(String yaml, Class<T> type) {
    try {
      JsonNode tree = YamlDocuments.read(yaml).get(0);
      return Json.strict().treeToValue(tree, type);
    } catch (Exception e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
