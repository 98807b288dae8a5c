package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Step;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What rclone does for a ReplicationDestination: make the volume like a remote. */
final class Destination {
  static final MoverSide<DestinationSection, DestinationStatus> SIDE =
      MoverSide.of(DestinationSection.class, Group.VOLUME, Group.POD, Group.CUSTOM_CA)
          .status(DestinationStatus.class, Destination::status)
          .requires(Destination::requirements)
          .plan(Destination::plan);

  private Destination() {}

  private static Remote remote(DestinationSection section) {
    return Remote.of(
        section.rcloneConfig(), section.rcloneConfigSection(), section.rcloneDestPath());
  }

  private static Requirements requirements(DestinationSection section) {
    Requirements.Builder requirements = Requirements.builder();
    Excludes.check(requirements, section.exclude());
    remote(section).require(requirements);
    return requirements.build();
  }

  private static Plan plan(Run<DestinationSection, DestinationStatus> run) {
    DestinationSection section = run.section();
    Remote remote = remote(section);
    Plan.Builder plan = Container.plan();
    plan.step(Step.named(Container.STEP).with(remote.shared())).writesData();
    remote.open(plan, run);
    Container.set(
        plan,
        "destination",
        new Container.Options(
            section.exclude(),
            section.transfers(),
            section.checkers(),
            section.bandwidthLimit(),
            section.compare(),
            section.verify(),
            section.whenEmpty()));
    section.whenIncomplete().ifPresent(reaction -> plan.env("WHEN_INCOMPLETE", reaction.text()));
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }

  private static DestinationStatus status(Progress<DestinationStatus> progress) {
    Reported report = new Reported(progress.report());
    if (!report.over()) {
      return progress.previous().orElse(new DestinationStatus(Optional.empty()));
    }
    if (report.flag("empty")) {
      return new DestinationStatus(Optional.empty());
    }
    return new DestinationStatus(
        Optional.of(
            new DestinationStatus.Restored(
                Optional.of(progress.at().truncatedTo(ChronoUnit.SECONDS)),
                report.text("generation"),
                report.figure("filesTransferred"),
                report.figure("bytesTransferred"),
                report.figure("filesDeleted"))));
  }
}
