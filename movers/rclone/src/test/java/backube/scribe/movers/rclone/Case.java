package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.core.json.Json;
import backube.scribe.testkit.PlanFacts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource and its status, as a test writes them down in YAML. */
record Case(
    boolean destination, Optional<Instant> start, ObjectNode section, Optional<ObjectNode> status) {
  /** When a run starts unless a test says otherwise. */
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** A source with these fields beside its remote. */
  static Case source(String fields) {
    return source(fields, "{}");
  }

  /** A source with these fields beside its remote, and this status. */
  static Case source(String fields, String status) {
    return of(
        false,
        "{rcloneConfig: backups, rcloneConfigSection: s3, rcloneDestPath: bucket/web, copyMethod: Clone}",
        fields,
        status);
  }

  /** A destination with these fields beside its remote. */
  static Case destination(String fields) {
    String given =
        "{rcloneConfig: backups, rcloneConfigSection: s3, rcloneDestPath: bucket/web, "
            + "copyMethod: Direct, destinationPVC: data}";
    return of(true, given, fields, "{}");
  }

  private static Case of(boolean destination, String given, String fields, String status) {
    ObjectNode section = parse(given, ObjectNode.class);
    section.setAll(parse(fields.isBlank() ? "{}" : fields, ObjectNode.class));
    ObjectNode known = parse(status, ObjectNode.class);
    return new Case(
        destination,
        Optional.empty(),
        section,
        known.isEmpty() ? Optional.empty() : Optional.of(known));
  }

  Case startingAt(String time) {
    return new Case(destination, Optional.of(Instant.parse(time)), section, status);
  }

  Case onTheVolumeItself() {
    ObjectNode direct = section.deepCopy().put("copyMethod", "Direct");
    return new Case(destination, start, direct, status);
  }

  Requirements requirements() {
    ObjectNode own = section.deepCopy().remove(List.of("copyMethod", "destinationPVC"));
    return destination
        ? Destination.SIDE.requirements(convert(own, DestinationSection.class))
        : Source.SIDE.requirements(convert(own, SourceSection.class));
  }

  Plan plan() {
    return new PlanFacts(
            Optional.empty(),
            Optional.of(destination ? "ReplicationDestination" : "ReplicationSource"),
            Optional.empty(),
            start,
            Map.of(),
            Map.of(),
            section,
            status)
        .plan(new RcloneMover());
  }

  static <T> T parse(String yaml, Class<T> type) {
    try {
      return Json.yaml().readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T convert(JsonNode node, Class<T> type) {
    try {
      return Json.strict().treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
