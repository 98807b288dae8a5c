package backube.scribe.local.store;

import backube.scribe.api.resource.ReplicationApi;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.yaml.YamlWriter;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content of {@code resource.yaml}, as {@code kubectl get -o yaml} would show it. */
final class ResourceFile {
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private ResourceFile() {}

  static String write(Replication resource) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", resource.key().name());
    metadata.put("namespace", resource.key().namespace());
    metadata.put("uid", resource.uid());
    metadata.put("resourceVersion", resource.version());
    metadata.put("creationTimestamp", resource.created().toString());
    if (!resource.annotations().isEmpty()) {
      metadata.put("annotations", new TreeMap<>(resource.annotations()));
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", ReplicationApi.GROUP + "/" + ReplicationApi.VERSION);
    document.put("kind", resource.key().role().kind());
    document.put("metadata", metadata);
    document.put("spec", plain(resource.spec()));
    document.put("status", Json.strict().convertValue(resource.status(), OBJECT));
    return YamlWriter.write(document);
  }

  /** A spec as JSON values. */
  static Map<String, @Nullable Object> plain(ReplicationSpec spec) {
    return Json.strict().convertValue(spec, OBJECT);
  }

  /**
   * The resource that a view shows. Lenient: another release may have written it.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  static Replication read(ResourceView view, Identity identity, boolean deleted) {
    ResourceKey key = view.key();
    Class<? extends ReplicationSpec> type =
        key.role() == Role.SOURCE ? ReplicationSourceSpec.class : ReplicationDestinationSpec.class;
    ReplicationSpec spec = Json.lenient().convertValue(view.object("spec"), type);
    return new Replication(
        key,
        identity.uid(),
        identity.created(),
        view.text("metadata", "resourceVersion").orElse("0"),
        deleted,
        view.annotations(),
        spec instanceof ReplicationSourceSpec source
            ? Optional.ofNullable(source.sourcePvc()).filter(name -> !name.isEmpty())
            : Optional.empty(),
        spec,
        unset(Json.lenient().convertValue(view.object("status"), ReplicationStatus.class)));
  }

  /** The mapper reads absent maps as empty; here an absent one is null. */
  private static ReplicationStatus unset(ReplicationStatus read) {
    return new ReplicationStatus(
        read.lastSyncTime(),
        read.lastSyncStartTime(),
        read.lastSyncDuration(),
        read.nextSyncTime(),
        read.lastManualSync(),
        read.latestMoverStatus(),
        read.latestImage(),
        read.conditions(),
        unlessEmpty(read.external()),
        unlessEmpty(read.sync()),
        read.sections());
  }

  private static <V extends @Nullable Object> @Nullable Map<String, V> unlessEmpty(
      @Nullable Map<String, V> map) {
    return map == null || map.isEmpty() ? null : map;
  }
}
