package backube.scribe.movers.restic;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Step;
import backube.scribe.movers.restic.DestinationSection.WhenEmpty;
import backube.scribe.movers.restic.DestinationStatus.Restored;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What restic does for a ReplicationDestination: restore a snapshot. */
final class Destination {
  static final MoverSide<DestinationSection, DestinationStatus> SIDE =
      MoverSide.of(
              DestinationSection.class,
              Group.VOLUME,
              Group.POD,
              Group.CUSTOM_CA,
              Group.scratch(Container.CACHE))
          .status(DestinationStatus.class, Destination::status)
          .requires(Destination::requirements)
          .plan(Destination::plan);

  private static final String STEP = "restore";

  private Destination() {}

  private static Requirements requirements(DestinationSection section) {
    Requirements.Builder requirements = Requirements.builder();
    Lines.check(requirements, "include", section.include());
    Lines.check(requirements, "exclude", section.exclude());
    Lines.check(requirements, "hostname", section.hostname());
    requirements
        .check(
            section.include().isEmpty() || section.exclude().isEmpty(),
            "exclude",
            "restic takes either include or exclude; remove one of them")
        .check(
            section.subPath().map(Destination::inside).orElse(true),
            "subPath",
            "\""
                + section.subPath().orElse("")
                + "\" is not a relative path of names, such as pictures/2024; leave it out to"
                + " restore all");
    Repository.of(section.repository()).require(requirements);
    return requirements.build();
  }

  /** Whether a path can only lead downwards and is written in one way only. */
  private static boolean inside(String path) {
    return path.indexOf('\n') < 0
        && path.indexOf('\0') < 0
        && List.of(path.split("/", -1)).stream()
            .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
  }

  private static Plan plan(Run<DestinationSection, DestinationStatus> run) {
    DestinationSection section = run.section();
    Repository repository = Repository.of(section.repository());
    Plan.Builder plan = Container.plan(section.hostname().orElse(run.origin()));
    plan.step(Step.named(STEP).with(repository.shared())).writesData();
    repository.open(plan, run);
    plan.env("SELECT_PREVIOUS", String.valueOf(section.previous().orElse(0)))
        .env("WHEN_EMPTY", section.whenEmpty().orElse(WhenEmpty.FAIL).text());
    section.restoreAsOf().ifPresent(time -> plan.env("RESTORE_AS_OF", time.toString()));
    if (section.enableFileDeletion().orElse(false)) {
      plan.env("RESTORE_OPTIONS", "--delete");
    }
    Lines.set(plan, "RESTORE_INCLUDES", section.include());
    Lines.set(plan, "RESTORE_EXCLUDES", section.exclude());
    section.subPath().ifPresent(path -> plan.env("RESTORE_SUBPATH", path));
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }

  private static DestinationStatus status(Progress<DestinationStatus> progress) {
    Reported report = new Reported(progress.report());
    if (!report.over(STEP)) {
      return progress.previous().orElse(new DestinationStatus(Optional.empty()));
    }
    Optional<String> snapshot = report.text("snapshot");
    Restored restored =
        new Restored(
            snapshot,
            report.time("snapshotTime"),
            Optional.of(progress.at().truncatedTo(ChronoUnit.SECONDS)),
            report.figure("filesRestored"),
            report.figure("bytesRestored"));
    return new DestinationStatus(snapshot.map(id -> restored));
  }
}
