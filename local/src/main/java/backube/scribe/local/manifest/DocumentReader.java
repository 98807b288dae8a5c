package backube.scribe.local.manifest;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.ReplicationApi;
import backube.scribe.core.resource.Role;
import backube.scribe.local.yaml.Value;
import backube.scribe.local.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the documents of one file into manifests. */
final class DocumentReader {
  static final String DEFAULT_NAMESPACE = "default";
  private static final String API_VERSION = ReplicationApi.GROUP + "/" + ReplicationApi.VERSION;

  /** Group of the project's first proposal. */
  private static final String PROPOSED_API_VERSION = "scribe/" + ReplicationApi.VERSION;

  private final Path file;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private DocumentReader(Path file) {
    this.file = file;
  }

  /** What a file holds: the manifests that can be used, and what is wrong or worth knowing. */
  record Content(List<Manifest> manifests, List<Problem> problems, boolean readable) {}

  static Content read(Path file, String text) {
    DocumentReader reader = new DocumentReader(file);
    YamlReader.Stream stream = YamlReader.read(text);
    if (stream.broken().isPresent()) {
      YamlReader.Flaw flaw = stream.broken().get();
      return new Content(
          List.of(), List.of(Problem.ofFile(file, flaw.line(), flaw.message())), false);
    }
    stream.documents().forEach(reader::document);
    return new Content(reader.manifests, reader.problems, true);
  }

  private void document(YamlReader.Document document) {
    Problems found = new Problems(file, document.number());
    document.flaws().forEach(flaw -> found.error(flaw.line(), flaw.field(), flaw.message()));
    Value root = document.root();
    Origin origin = new Origin(file, document.number(), document.line());
    if (root instanceof Value.Mapping mapping) {
      object(origin, mapping, found);
    } else if (root != null && !root.isNull()) {
      found.error(
          document.line(),
          "",
          "found "
              + root.kind()
              + " where an object with apiVersion, kind and metadata is expected");
    }
    problems.addAll(found.all());
  }

  private void object(Origin origin, Value.Mapping mapping, Problems found) {
    Fields fields = new Fields(mapping, "", found);
    Optional<String> kind = fields.required("kind", "such as ReplicationSource or Secret");
    Optional<String> version = fields.required("apiVersion", "such as " + API_VERSION + " or v1");
    if (kind.isEmpty() || version.isEmpty()) {
      return;
    }
    found.subject(kind.get());
    switch (kind.get()) {
      case "ReplicationSource" -> replication(origin, Role.SOURCE, version.get(), fields, found);
      case "ReplicationDestination" ->
          replication(origin, Role.DESTINATION, version.get(), fields, found);
      case "PersistentVolume", "PersistentVolumeClaim", "Secret", "ConfigMap" ->
          core(origin, kind.get(), version.get(), fields, found);
      default ->
          found.warning(
              origin.line(),
              "kind",
              "ignored; used here are ReplicationSource, ReplicationDestination, PersistentVolume,"
                  + " PersistentVolumeClaim, Secret and ConfigMap");
    }
  }

  private void replication(
      Origin origin, Role role, String version, Fields fields, Problems found) {
    if (version.equals(PROPOSED_API_VERSION)) {
      found.warning(fields.line(), "apiVersion", "found " + version + ", taken for " + API_VERSION);
    } else if (!version.equals(API_VERSION)) {
      found.error(
          fields.line(),
          "apiVersion",
          "found \"" + Names.shown(version) + "\"; a " + role.kind() + " has " + API_VERSION);
    }
    identity(fields, role.kind(), true, found)
        .ifPresent(
            id ->
                add(
                    ReplicationReader.read(
                        origin, role, id.namespace, id.name, id.annotations, fields, found),
                    fields,
                    found));
  }

  private void core(Origin origin, String kind, String version, Fields fields, Problems found) {
    if (!version.equals("v1")) {
      found.error(
          fields.line(),
          "apiVersion",
          "found \"" + Names.shown(version) + "\"; a " + kind + " has v1");
    }
    Optional<Identity> identity = identity(fields, kind, !kind.equals("PersistentVolume"), found);
    if (identity.isEmpty()) {
      return;
    }
    Identity id = identity.get();
    Manifest manifest =
        switch (kind) {
          case "PersistentVolume" -> VolumeReader.volume(origin, id.name, fields, found);
          case "PersistentVolumeClaim" -> VolumeReader.claim(origin, id.namespace, id.name, fields);
          default ->
              new ContentReader(fields, found)
                  .read(
                      origin,
                      kind.equals("Secret") ? Ref.Kind.SECRET : Ref.Kind.CONFIG_MAP,
                      id.namespace,
                      id.name);
        };
    add(manifest, fields, found);
  }

  private void add(Manifest manifest, Fields fields, Problems found) {
    fields.end();
    if (!found.errors()) {
      manifests.add(manifest);
    }
  }

  private static Optional<Identity> identity(
      Fields document, String kind, boolean namespaced, Problems found) {
    Optional<Fields> metadata = document.object("metadata");
    if (metadata.isEmpty()) {
      found.error(document.line(), "metadata.name", "missing; every object has a name");
      return Optional.empty();
    }
    Fields fields = metadata.get();
    Optional<String> name = fields.required("name", "every object has a name");
    String namespace =
        fields.text("namespace").filter(text -> !text.isEmpty()).orElse(DEFAULT_NAMESPACE);
    Map<String, String> annotations = fields.texts("annotations");
    fields.texts("labels");
    fields
        .ignore(
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "finalizers",
            "generateName",
            "generation",
            "managedFields",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid")
        .end();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    found.subject(
        kind + " " + (namespaced ? Names.shown(namespace) + "/" : "") + Names.shown(name.get()));
    Names.problem(name.get())
        .ifPresent(message -> found.error(fields.line(), "metadata.name", message));
    Names.namespaceProblem(namespace)
        .ifPresent(message -> found.error(fields.line(), "metadata.namespace", message));
    return Optional.of(new Identity(namespace, name.get(), annotations));
  }

  private record Identity(String namespace, String name, Map<String, String> annotations) {}
}
