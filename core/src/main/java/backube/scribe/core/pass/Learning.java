package backube.scribe.core.pass;

import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Report;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.status.StatusUpdate;
import backube.scribe.core.sync.Decision;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.Thing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a decision teaches beside the engine's record: the mover's status, the image. */
final class Learning {
  private final Sections sections;
  private final Volumes volumes;
  private final Frozen frozen;

  Learning(Sections sections, Volumes volumes, Frozen frozen) {
    this.sections = sections;
    this.volumes = volumes;
    this.frozen = frozen;
  }

  StatusUpdate from(Replication resource, State before, Decision.Act act, Instant now) {
    Run run = before.run();
    if (run == null) {
      return StatusUpdate.NONE;
    }
    Run after = act.state().run();
    boolean ends =
        run.phase() != Phase.CLEANING && after != null && after.phase() == Phase.CLEANING;
    boolean failed = ends && after != null && Boolean.FALSE.equals(after.succeeded());
    Thing attempt = act.reported();
    if (attempt == null && !ends) {
      return StatusUpdate.NONE;
    }
    Optional<Attempt> carrier = frozen.find(resource, run);
    StatusUpdate update = StatusUpdate.NONE;
    if (attempt != null) {
      update = reported(resource, run, attempt, carrier, failed, now);
    } else if (failed) {
      update = StatusUpdate.FAILED;
    }
    boolean succeeded = ends && after != null && Boolean.TRUE.equals(after.succeeded());
    return succeeded && resource.key().role() == Role.DESTINATION
        ? publishing(resource, act.state(), carrier, update)
        : update;
  }

  private StatusUpdate publishing(
      Replication resource, State after, Optional<Attempt> carrier, StatusUpdate update) {
    Optional<VolumeRequest> volume = carrier.flatMap(Attempt::volume);
    return volume.isEmpty()
        ? update
        : update.publishing(
            volumes.reference(resource, Optional.ofNullable(after.image()), volume.get()));
  }

  private StatusUpdate reported(
      Replication resource,
      Run run,
      Thing attempt,
      Optional<Attempt> carrier,
      boolean failed,
      Instant now) {
    Optional<Report> report = Optional.ofNullable(attempt.report());
    boolean well = attempt.state() == Thing.State.SUCCEEDED && !failed;
    String mover = carrier.map(Attempt::mover).orElse("");
    Optional<Map<String, @Nullable Object>> section = Optional.empty();
    if (report.isPresent()
        && carrier.isPresent()
        && sections.decode(resource) instanceof Decoded.Usable usable
        && usable.section().mover().name().equals(mover)) {
      section = section(usable.section(), run, report.get(), carrier.get(), now);
    }
    return new StatusUpdate(Optional.of(well), report, mover, section, Optional.empty());
  }

  private static <C extends Record, S extends Record>
      Optional<Map<String, @Nullable Object>> section(
          Section<C, S> section, Run run, Report report, Attempt carrier, Instant now) {
    Instant at = report.at() == null ? now : report.at();
    Progress<S> progress =
        new Progress<>(carrier.plan().memo(), run.start(), at, report, section.status());
    return MoverStatus.made(section, () -> section.side().status(progress));
  }
}
