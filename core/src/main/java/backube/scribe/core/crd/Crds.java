package backube.scribe.core.crd;

import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.resource.ReplicationApi;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.Fragment;
import backube.scribe.core.section.UnsupportedSection;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Composes the two CustomResourceDefinitions of an API group; the same in every JVM. */
public final class Crds {
  private static final List<String> ALWAYS = List.of("external", "plugin");

  private final CrdNames names;
  private final MoverCatalog catalog;

  public Crds(CrdNames names, MoverCatalog catalog) {
    this.names = names;
    this.catalog = catalog;
  }

  /** Both definitions, the source's first. */
  public List<ObjectNode> render() {
    return List.of(
        definition(Role.SOURCE, ReplicationSourceSpec.class),
        definition(Role.DESTINATION, ReplicationDestinationSpec.class));
  }

  private ObjectNode definition(Role role, Class<? extends Record> spec) {
    String kind = role.kind();
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    ObjectNode crd = object();
    crd.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    crd.putObject("metadata").put("name", plural + "." + names.group());
    ObjectNode body = crd.putObject("spec");
    body.put("group", names.group());
    body.putObject("names")
        .put("kind", kind)
        .put("listKind", kind + "List")
        .put("plural", plural)
        .put("singular", kind.toLowerCase(Locale.ROOT));
    body.put("scope", "Namespaced");
    ObjectNode version = body.putArray("versions").addObject();
    version.put("name", ReplicationApi.VERSION).put("served", true).put("storage", true);
    columns(version.putArray("additionalPrinterColumns"), role);
    version.putObject("subresources").putObject("status");
    version.putObject("schema").set("openAPIV3Schema", schema(role, spec));
    return crd;
  }

  private static void columns(ArrayNode columns, Role role) {
    if (role == Role.SOURCE) {
      column(columns, "Source", ".spec.sourcePVC");
    }
    column(columns, "Last sync", ".status.lastSyncTime").put("format", "date-time");
    column(columns, "Duration", ".status.lastSyncDuration");
    column(columns, "Next sync", ".status.nextSyncTime").put("format", "date-time");
  }

  private static ObjectNode column(ArrayNode columns, String name, String path) {
    return columns.addObject().put("jsonPath", path).put("name", name).put("type", "string");
  }

  private ObjectNode schema(Role role, Class<? extends Record> spec) {
    SortedMap<String, Fragment> movers = fragments(role);
    ObjectNode schema = object();
    schema.put(
        "description",
        role == Role.SOURCE
            ? "A volume to back up or replicate, by the mover whose section its spec holds."
            : "A volume to restore or to receive a replica into, by the mover whose section its"
                + " spec holds.");
    schema.put("type", "object");
    ObjectNode fields = schema.putObject("properties");
    fields
        .putObject("apiVersion")
        .put("description", "Group and version of this kind.")
        .put("type", "string");
    fields.putObject("kind").put("description", "This kind.").put("type", "string");
    fields.putObject("metadata").put("type", "object"); // the API server describes it
    fields.set("spec", described("What is wished.", spec(role, spec, movers)));
    fields.set("status", described("What was found.", status(role, movers)));
    return schema;
  }

  private SortedMap<String, Fragment> fragments(Role role) {
    SortedMap<String, Fragment> fragments = new TreeMap<>();
    for (InstalledMover mover : catalog.movers()) {
      Optional<? extends MoverSide<?, ?>> side =
          role == Role.SOURCE ? mover.mover().source() : mover.mover().destination();
      if (side.isPresent()) {
        try {
          fragments.put(mover.name(), Fragment.of(side.get(), role));
        } catch (UnsupportedSection e) {
          throw new IllegalStateException("the mover was checked when it was loaded", e);
        }
      }
    }
    return fragments;
  }

  private ObjectNode spec(
      Role role, Class<? extends Record> type, SortedMap<String, Fragment> movers) {
    ObjectNode spec = Fragment.common(type);
    ObjectNode fields = (ObjectNode) spec.get("properties");
    movers.forEach(
        (name, fragment) ->
            fields.set(
                name,
                described(
                    "Chooses the mover " + name + " and tells it its work.", fragment.spec())));
    keepOthers(role, fields);
    if (names.strict()) {
      rule(spec, movers.keySet().stream().toList());
    } else {
      Bounds.lift(spec);
    }
    return spec;
  }

  private void keepOthers(Role role, ObjectNode fields) {
    for (String name : names.kept().getOrDefault(role, List.of())) {
      if (!fields.has(name)) {
        fields
            .putObject(name)
            .put("description", "Of the mover " + name + ", which is not installed; kept as it is.")
            .put("type", "object")
            .put("x-kubernetes-preserve-unknown-fields", true);
      }
    }
  }

  private static void rule(ObjectNode spec, List<String> movers) {
    List<String> all = new ArrayList<>(movers);
    all.addAll(ALWAYS);
    ExactlyOne.add(spec.putArray("x-kubernetes-validations"), all);
  }

  private ObjectNode status(Role role, SortedMap<String, Fragment> movers) {
    ObjectNode status = Fragment.common(ReplicationStatus.class);
    ObjectNode fields = (ObjectNode) status.get("properties");
    movers.forEach(
        (name, fragment) -> {
          if (fragment.status().has("properties")) {
            fields.set(name, described("What the mover " + name + " tells.", fragment.status()));
          }
        });
    keepOthers(role, fields);
    return status;
  }

  private static ObjectNode described(String description, ObjectNode schema) {
    ObjectNode described = object().put("description", description);
    return described.setAll(schema);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
