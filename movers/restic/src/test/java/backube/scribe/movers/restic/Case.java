package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Volume;
import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of a run, as a test writes them down in YAML; what it leaves out has a default. */
record Case(
    Optional<String> about,
    boolean destination,
    Optional<Instant> created,
    Optional<Instant> start,
    boolean direct,
    List<String> keys,
    ObjectNode section,
    Optional<ObjectNode> status) {
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  static Case read(String yaml) {
    return parse(yaml, Case.class);
  }

  /** A source with these fields beside its repository. */
  static Case source(String fields) {
    return of(false, fields, "{}");
  }

  /** A source with these fields beside its repository, and this status. */
  static Case source(String fields, String status) {
    return of(false, fields, status);
  }

  /** A destination with these fields beside its repository. */
  static Case destination(String fields) {
    return of(true, fields, "{}");
  }

  private static Case of(boolean destination, String fields, String status) {
    ObjectNode section = parse("repository: backups", ObjectNode.class);
    section.setAll(parse(fields.isBlank() ? "{}" : fields, ObjectNode.class));
    ObjectNode known = parse(status, ObjectNode.class);
    return new Case(
        Optional.empty(),
        destination,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        section,
        known.isEmpty() ? Optional.empty() : Optional.of(known));
  }

  Case startingAt(String time) {
    return new Case(
        about,
        destination,
        created,
        Optional.of(Instant.parse(time)),
        direct,
        keys,
        section,
        status);
  }

  Case onTheVolumeItself() {
    return new Case(about, destination, created, start, true, keys, section, status);
  }

  Requirements requirements() {
    return destination
        ? Destination.SIDE.requirements(convert(section, DestinationSection.class))
        : Source.SIDE.requirements(convert(section, SourceSection.class));
  }

  Plan plan() {
    return destination
        ? Destination.SIDE.plan(run(DestinationSection.class, DestinationStatus.class))
        : Source.SIDE.plan(run(SourceSection.class, SourceStatus.class));
  }

  private <C extends Record, S extends Record> Run<C, S> run(Class<C> type, Class<S> statusType) {
    List<String> present =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("RESTIC_PASSWORD", "RESTIC_REPOSITORY"), keys.stream())
            .sorted()
            .toList();
    return new Run<>(
        "web",
        "site",
        "volsync",
        created.orElse(CREATED),
        start.orElse(START),
        convert(section, type),
        status.map(node -> convert(node, statusType)),
        new Volume(!direct && !destination, false),
        Map.of(Ref.secret(section.path("repository").asText()), present));
  }

  static <T> T parse(String yaml, Class<T> type) {
    try {
      return Json.yaml().readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T convert(JsonNode node, Class<T> type) {
    try {
      return Json.strict().treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
