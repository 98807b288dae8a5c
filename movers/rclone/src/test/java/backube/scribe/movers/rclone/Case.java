package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.core.json.Json;
import backube.scribe.testkit.PlanFacts;
import backube.scribe.testkit.RunBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A resource and its status, as a test writes them down in YAML. */
record Case(PlanFacts facts) {
  /** When a run starts unless a test says otherwise. */
  static final Instant START = RunBuilder.START;

  private static final String REMOTE =
      "rcloneConfig: backups\nrcloneConfigSection: s3\nrcloneDestPath: bucket/web\n";

  /** A source with these fields beside its remote. */
  static Case source(String fields) {
    return source(fields, "{}");
  }

  /** A source with these fields beside its remote, and this status. */
  static Case source(String fields, String status) {
    return new Case(PlanFacts.source(REMOTE + "copyMethod: Clone").with(fields).knowing(status));
  }

  /** A destination with these fields beside its remote. */
  static Case destination(String fields) {
    return new Case(
        PlanFacts.destination(REMOTE + "copyMethod: Direct\ndestinationPVC: data").with(fields));
  }

  /** What the mover makes of a section that the schema would not let through, too. */
  Requirements requirements() {
    ObjectNode own = facts.section().deepCopy().remove(List.of("copyMethod", "destinationPVC"));
    return facts.section().has("destinationPVC")
        ? Destination.SIDE.requirements(Json.strict().convertValue(own, DestinationSection.class))
        : Source.SIDE.requirements(Json.strict().convertValue(own, SourceSection.class));
  }

  Plan plan() {
    return facts.plan(new RcloneMover());
  }
}
