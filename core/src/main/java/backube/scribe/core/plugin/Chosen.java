package backube.scribe.core.plugin;

import backube.scribe.api.resource.PluginSpec;
import backube.scribe.core.json.Json;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.NearName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which mover a resource names, if it names exactly one. */
sealed interface Chosen {
  int MOST_REFUSED = 5;
  String ONLY_ONE = "only one replication method can be supplied";

  /** A mover that is installed. */
  record Named(InstalledMover mover, String path, JsonNode section) implements Chosen {}

  /** None that could be used here. */
  record None(Decoded decoded) implements Chosen {}

  static Chosen of(Replication resource, MoverCatalog catalog) {
    List<String> sections = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> entry :
        new TreeMap<>(resource.spec().sections()).entrySet()) {
      if (entry.getValue() != null) {
        Optional<String> unknown = unknown(entry.getKey(), entry.getValue(), resource, catalog);
        if (unknown.isPresent()) {
          return none(Reasons.INVALID_SPEC, unknown.get());
        }
        sections.add(entry.getKey());
      }
    }
    PluginSpec plugin = resource.spec().plugin();
    if (plugin != null) {
      sections.add("plugin");
    }
    if (resource.spec().external() != null) {
      sections.add("external");
    }
    if (sections.size() > 1) {
      return none(Reasons.NO_SINGLE_MOVER, ONLY_ONE + ": found " + String.join(", ", sections));
    }
    if (resource.spec().external() != null) {
      return new None(new Decoded.Elsewhere());
    }
    if (sections.isEmpty()) {
      return none(
          Reasons.NO_SINGLE_MOVER,
          "a replication method must be specified - enabled movers: [%s]"
              .formatted(String.join(" ", catalog.names())));
    }
    return plugin == null ? section(sections.get(0), resource, catalog) : plugin(plugin, catalog);
  }

  private static Chosen section(String name, Replication resource, MoverCatalog catalog) {
    String path = "spec." + name;
    Object value = resource.spec().sections().get(name);
    return installed(name, path, path, value, catalog);
  }

  private static Chosen plugin(PluginSpec plugin, MoverCatalog catalog) {
    String name = plugin.mover();
    if (name == null || name.isBlank()) {
      return none(
          Reasons.INVALID_SPEC,
          "spec.plugin.mover: must name a mover; installed are: " + list(catalog));
    }
    return installed(name, "spec.plugin.mover", "spec.plugin.config", plugin.config(), catalog);
  }

  private static Chosen installed(
      String name, String at, String path, @Nullable Object value, MoverCatalog catalog) {
    Optional<InstalledMover> mover = catalog.find(name);
    if (mover.isEmpty()) {
      String hint =
          NearName.of(name, catalog.names())
              .map(near -> " (did you mean " + near + "?)")
              .orElse("");
      return none(
          Reasons.MOVER_NOT_INSTALLED,
          "%s: mover %s is not installed%s; installed are: %s%s"
              .formatted(at, brief(name), hint, list(catalog), refused(catalog)));
    }
    return new Named(mover.get(), path, Json.strict().valueToTree(value));
  }

  /** What is wrong with a field that can't be a section. */
  private static Optional<String> unknown(
      String name, Object value, Replication resource, MoverCatalog catalog) {
    if (catalog.find(name).isPresent()) {
      return Optional.empty();
    }
    Role role = resource.key().role();
    String at = "spec." + brief(name) + ": ";
    if (role == Role.DESTINATION && name.equals("sourcePVC")) {
      return Optional.of(at + "belongs to a ReplicationSource, and this is a " + role.kind());
    }
    List<String> fields = new ArrayList<>(List.of("trigger", "paused", "external", "plugin"));
    if (role == Role.SOURCE) {
      fields.add("sourcePVC");
    }
    boolean object = value instanceof Map;
    Optional<String> nearField = NearName.of(name, fields);
    Optional<String> nearMover = NearName.of(name, catalog.names());
    if (nearField.isPresent() && nearMover.isEmpty()) {
      return Optional.of(at + "unknown field; did you mean " + nearField.get() + "?");
    }
    if (object || nearMover.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        at
            + "unknown field; known are "
            + String.join(", ", fields)
            + " and the sections of movers: "
            + list(catalog));
  }

  private static String list(MoverCatalog catalog) {
    return catalog.movers().isEmpty() ? "none" : String.join(", ", catalog.names());
  }

  /** A mover may be missing because its plugin was not taken. */
  private static String refused(MoverCatalog catalog) {
    return catalog.refused().stream()
        .limit(MOST_REFUSED)
        .map(plugin -> "; refused plugin %s: %s".formatted(plugin.file(), plugin.message()))
        .collect(Collectors.joining());
  }

  private static String brief(String name) {
    String cut = name.length() <= 60 ? name : name.substring(0, 60) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  private static Chosen none(String reason, String message) {
    return new None(CatalogSections.refuse(reason, message));
  }
}
