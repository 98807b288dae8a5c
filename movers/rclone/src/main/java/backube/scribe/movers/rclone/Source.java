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

/** What rclone does for a ReplicationSource: make a remote like the volume. */
final class Source {
  static final MoverSide<SourceSection, SourceStatus> SIDE =
      MoverSide.of(SourceSection.class, Group.VOLUME, Group.POD, Group.CUSTOM_CA)
          .status(SourceStatus.class, Source::status)
          .requires(Source::requirements)
          .plan(Source::plan);

  private Source() {}

  private static Remote remote(SourceSection section) {
    return Remote.of(
        section.rcloneConfig(), section.rcloneConfigSection(), section.rcloneDestPath());
  }

  private static Requirements requirements(SourceSection section) {
    Requirements.Builder requirements = Requirements.builder();
    Excludes.check(requirements, section.exclude());
    remote(section).require(requirements);
    return requirements.build();
  }

  private static Plan plan(Run<SourceSection, SourceStatus> run) {
    SourceSection section = run.section();
    Remote remote = remote(section);
    Plan.Builder plan = Container.plan();
    plan.step(Step.named(Container.STEP).with(remote.exclusive()));
    remote.open(plan, run);
    Container.set(
        plan,
        "source",
        new Container.Options(
            section.exclude(),
            section.transfers(),
            section.checkers(),
            section.bandwidthLimit(),
            section.compare(),
            section.verify(),
            section.whenEmpty()));
    Container.on(plan, "WRITE_PERMISSIONS_FACL", section.writePermissionsFacl());
    Container.on(plan, "STAGED", Optional.of(run.volume().staged()));
    remote.identify(plan);
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }

  private static SourceStatus status(Progress<SourceStatus> progress) {
    Reported report = new Reported(progress.report());
    if (!report.over()) {
      return progress.previous().orElse(new SourceStatus(Optional.empty()));
    }
    return new SourceStatus(
        Optional.of(
            new SourceStatus.Copied(
                Optional.of(progress.at().truncatedTo(ChronoUnit.SECONDS)),
                report.text("generation"),
                report.figure("filesTotal"),
                report.figure("bytesTotal"),
                report.figure("filesTransferred"),
                report.figure("bytesTransferred"),
                report.figure("filesDeleted"),
                report.count("failedCount"))));
  }
}
