package backube.scribe.local.manifest;

import backube.scribe.api.resource.ExternalSpec;
import backube.scribe.api.resource.PluginSpec;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.Trigger;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the two resources: the common fields strictly, the sections of movers as they come. */
final class ReplicationReader {
  private static final String SECTION_HINT =
      "; beside them stands the section of one mover, which is an object";

  private ReplicationReader() {}

  static Manifest read(
      Origin origin,
      Role role,
      String namespace,
      String name,
      Map<String, String> annotations,
      Fields document,
      Problems problems) {
    ResourceKey key = new ResourceKey(role, namespace, name);
    Optional<Fields> spec = document.object("spec");
    document.ignore("status");
    if (spec.isEmpty()) {
      return new Manifest.Replication(
          origin,
          key,
          annotations,
          Optional.empty(),
          spec(role, null, null, null, null, null, Map.of()));
    }
    Fields fields = spec.get();
    Optional<String> sourcePvc = role == Role.SOURCE ? fields.text("sourcePVC") : Optional.empty();
    Optional<Trigger> trigger = fields.object("trigger").map(ReplicationReader::trigger);
    Optional<Boolean> paused = fields.flag("paused");
    Optional<ExternalSpec> external = fields.object("external").map(ReplicationReader::external);
    Optional<PluginSpec> plugin = fields.object("plugin").map(ReplicationReader::plugin);
    Map<String, @Nullable Object> sections = new LinkedHashMap<>();
    fields
        .rest()
        .forEach(
            (section, value) -> {
              if (role == Role.DESTINATION && section.equals("sourcePVC")) {
                problems.error(
                    value.line(),
                    fields.path(section),
                    "belongs to a ReplicationSource; a destination names its volume as"
                        + " destinationPVC in the mover's section");
              } else if (value instanceof Value.Mapping) {
                sections.put(section, value.plain());
              } else {
                fields.unknown(section, value, SECTION_HINT);
              }
            });
    return new Manifest.Replication(
        origin,
        key,
        annotations,
        sourcePvc,
        spec(
            role,
            sourcePvc.orElse(null),
            trigger.orElse(null),
            paused.orElse(null),
            external.orElse(null),
            plugin.orElse(null),
            sections));
  }

  private static ReplicationSpec spec(
      Role role,
      @Nullable String sourcePvc,
      @Nullable Trigger trigger,
      @Nullable Boolean paused,
      @Nullable ExternalSpec external,
      @Nullable PluginSpec plugin,
      Map<String, @Nullable Object> sections) {
    return role == Role.SOURCE
        ? new ReplicationSourceSpec(sourcePvc, trigger, paused, external, plugin, sections)
        : new ReplicationDestinationSpec(trigger, paused, external, plugin, sections);
  }

  private static Trigger trigger(Fields fields) {
    Trigger trigger =
        new Trigger(
            fields.text("schedule").orElse(null),
            fields.text("timeZone").orElse(null),
            fields.text("manual").orElse(null));
    fields.end();
    return trigger;
  }

  private static ExternalSpec external(Fields fields) {
    ExternalSpec external =
        new ExternalSpec(fields.text("provider").orElse(null), fields.texts("parameters"));
    fields.end();
    return external;
  }

  private static PluginSpec plugin(Fields fields) {
    Map<String, @Nullable Object> config =
        fields.object("config").isPresent() && fields.take("config") instanceof Value.Mapping map
            ? map.plain()
            : Map.of();
    PluginSpec plugin = new PluginSpec(fields.text("mover").orElse(null), config);
    fields.end();
    return plugin;
  }
}
