package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.core.json.Json;
import backube.scribe.testkit.PlanFacts;
import backube.scribe.testkit.RunBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** A resource and its status, as a test writes them down in YAML. */
record Case(PlanFacts facts) {
  /** When a run starts unless a test says otherwise. */
  static final Instant START = RunBuilder.START;

  /** A source with these fields beside its repository. */
  static Case source(String fields) {
    return source(fields, "{}");
  }

  /** A source with these fields beside its repository, and this status. */
  static Case source(String fields, String status) {
    return new Case(
        PlanFacts.source("{repository: backups, copyMethod: Clone}").with(fields).knowing(status));
  }

  /** A destination with these fields beside its repository. */
  static Case destination(String fields) {
    return new Case(
        PlanFacts.destination("{repository: backups, copyMethod: Direct, destinationPVC: data}")
            .with(fields));
  }

  Case startingAt(String time) {
    return new Case(facts.startingAt(Instant.parse(time)));
  }

  Case onTheVolumeItself() {
    return new Case(facts.with("{copyMethod: Direct}"));
  }

  /** What the mover makes of a section that the schema would not let through, too. */
  Requirements requirements() {
    ObjectNode own = facts.section().deepCopy().remove(List.of("copyMethod", "destinationPVC"));
    return facts.section().has("destinationPVC")
        ? Destination.SIDE.requirements(Json.strict().convertValue(own, DestinationSection.class))
        : Source.SIDE.requirements(Json.strict().convertValue(own, SourceSection.class));
  }

  Plan plan() {
    return facts.plan(new ResticMover());
  }

  static <T> T parse(String yaml, Class<T> type) {
    try {
      return Json.yaml().readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
