package backube.scribe.movers.restic;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Step;

/** What restic does for a ReplicationSource: back up, forget, and now and then prune and check. */
final class Source {
  static final MoverSide<SourceSection, SourceStatus> SIDE =
      MoverSide.of(
              SourceSection.class,
              Group.VOLUME,
              Group.POD,
              Group.CUSTOM_CA,
              Group.scratch(Container.CACHE))
          .status(SourceStatus.class, SourceProgress::status)
          .requires(Source::requirements)
          .plan(Source::plan);

  /** Tags that start so say which run took a snapshot. */
  private static final String OWN_TAG = "scribe.";

  private Source() {}

  private static Requirements requirements(SourceSection section) {
    Requirements.Builder requirements = Requirements.builder();
    section.retain().ifPresent(retain -> ForgetOptions.check(retain, requirements));
    Lines.check(requirements, "exclude", section.exclude());
    Lines.check(requirements, "excludeIfPresent", section.excludeIfPresent());
    Lines.check(requirements, "excludeLargerThan", section.excludeLargerThan());
    Lines.check(requirements, "tags", section.tags());
    Lines.check(requirements, "hostname", section.hostname());
    Lines.check(
        requirements,
        "check.readDataSubset",
        section.check().flatMap(CheckSection::readDataSubset));
    for (int i = 0; i < section.tags().size(); i++) {
      requirements.check(
          !section.tags().get(i).startsWith(OWN_TAG),
          "tags[" + i + "]",
          "tags that start with \"" + OWN_TAG + "\" are set by the controller; choose another one");
    }
    Repository.of(section.repository()).require(requirements);
    return requirements.build();
  }

  private static Plan plan(Run<SourceSection, SourceStatus> run) {
    SourceSection section = run.section();
    Repository repository = Repository.of(section.repository());
    SourceStatus status = SourceStatus.about(run.status(), section.repository());
    Due due = Due.in(run, status);
    String host = section.hostname().orElse(run.origin());

    Plan.Builder plan = Container.plan(host);
    steps(plan, repository, status, due);
    repository.identify(plan, host);
    repository.open(plan, run);
    plan.env("FORGET_OPTIONS", ForgetOptions.of(section.retain()));
    selection(plan, section);
    plan.env("CHANGE_DETECTION", due.sizeAndTime() ? "SizeAndTime" : "Strict");
    if (due.fullRead()) {
      plan.env("FULL_READ", Container.ON);
    }
    if (status.lastSnapshot().isEmpty()) {
      plan.env("NEW_REPOSITORY", Container.ON);
    }
    due.part().ifPresent(part -> plan.env("CHECK_SUBSET", part.toString()));
    Memo.of(section, due).write(plan);
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }

  /**
   * A backup leaves the repository to others, unless it may be the one that creates it: two that
   * create it at once would spoil it.
   */
  private static void steps(
      Plan.Builder plan, Repository repository, SourceStatus status, Due due) {
    Claim claim = status.lastSnapshot().isPresent() ? repository.shared() : repository.exclusive();
    if (due.unlock().isPresent()) {
      plan.step(Step.named("unlock").with(claim));
    }
    plan.step(Step.named("backup").with(claim)).step(Step.named("forget").with(claim));
    if (due.prune()) {
      plan.step(Step.named("prune").with(repository.exclusive()).withoutData());
    }
    if (due.check()) {
      plan.step(Step.named("check").with(repository.exclusive()).withoutData());
    }
  }

  private static void selection(Plan.Builder plan, SourceSection section) {
    Lines.set(plan, "BACKUP_TAGS", section.tags());
    Lines.set(plan, "BACKUP_EXCLUDES", section.exclude());
    Lines.set(plan, "BACKUP_EXCLUDE_IF_PRESENT", section.excludeIfPresent());
    if (section.excludeCaches().orElse(false)) {
      plan.env("BACKUP_EXCLUDE_CACHES", Container.ON);
    }
    section.excludeLargerThan().ifPresent(size -> plan.env("BACKUP_EXCLUDE_LARGER_THAN", size));
  }
}
