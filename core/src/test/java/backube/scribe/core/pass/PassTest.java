package backube.scribe.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Report;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.MoverStatus;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.Trigger;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.dialect.Vocabulary;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.metric.SyncMetrics;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverDefect;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.Awaited;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.sync.State;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The pass over fakes of every port: order of writes and effects, checks, status. */
class PassTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "default", "db");
  private static final Ref REPOSITORY = Ref.secret("repo");
  private static final Conventions LIKE_OURS =
      new Conventions("host", Map.of(), Vocabulary.PRECISE, true, false, Set.of());
  private static final Conventions EASYGOING =
      new Conventions(
          "host",
          Map.of(),
          new Vocabulary(Map.of(), Optional.of("Busy"), Optional.of("Bad")),
          false,
          true,
          Set.of());

  private final FakeWorld world = new FakeWorld();
  private final Map<ResourceKey, Set<Awaited.Named>> awaited = new HashMap<>();
  private final SyncMetrics metrics = new SyncMetrics();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private CopyMethod method = CopyMethod.DIRECT;
  private boolean broken;
  private String image = "toy:1";
  private final Identities identities = new Identities();
  private final Pass pass = pass(identities, LIKE_OURS);

  /** Section of the toy mover. */
  record Toy() {}

  /** Status of the toy mover. */
  record ToyStatus(String snapshot) {}

  @Test
  void recordsTheRunBeforeItMakesAnythingAndReleasesTheRecordedAttempt() {
    given("once");
    settle();
    assertThat(world.log).containsExactly("status", "hold [backup]", "status", "release");
    assertThat(status().lastSyncStartTime()).isEqualTo(now);
    assertThat(synchronizing()).isEqualTo("True SyncInProgress: Synchronization in-progress");
  }

  @Test
  void endsARunWithTheReportInTheStatusAndNothingLeft() {
    given("once");
    settle();
    now = now.plusMillis(6_500);
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("prune"));
    settle();
    assertThat(world.things).isEmpty();
    assertThat(status().lastManualSync()).isEqualTo("once");
    assertThat(status().lastSyncDuration()).isEqualTo("6.5s");
    assertThat(status().latestMoverStatus().result()).isEqualTo("Successful");
    assertThat(status().latestMoverStatus().logs()).isEqualTo("a line");
    assertThat(status().sections()).containsEntry("toy", Map.of("snapshot", "abc"));
    assertThat(synchronizing()).isEqualTo("False WaitingForManual: Waiting for manual trigger");
    assertThat(world.events).containsExactly("NORMAL SyncSucceeded: synchronization completed");
  }

  @Test
  void anIdleResourceCostsNoWrite() {
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("prune"));
    settle();
    world.log.clear();
    now = now.plus(Duration.ofDays(1));
    assertThat(pass.look(KEY)).isEqualTo(new Look(Optional.empty(), false));
    assertThat(world.log).isEmpty();
  }

  @Test
  void aSecretIsReadOnceWhenARunStartsAndNotWhileItIsUnderWay() {
    given("once");
    settle();
    assertThat(world.secretReads).isEqualTo(1);

    pass.look(KEY);
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    pass.look(KEY);
    assertThat(world.secretReads).isEqualTo(1);
  }

  @Test
  void stepsWithOtherClaimsGetAnAttemptOfTheirOwn() {
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    settle();
    assertThat(world.log).contains("hold [prune]");
  }

  @Test
  void makesACopyBesideTheHeldAttemptAndDropsItWhenNoStepNeedsIt() {
    method = CopyMethod.SNAPSHOT;
    given("once");
    settle();
    assertThat(world.log)
        .containsExactly("status", "make COPY", "hold [backup]", "status", "release");
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    world.log.clear();
    settle();
    assertThat(world.log).containsSubsequence("hold [prune]", "remove COPY", "release");
  }

  @Test
  void aMissingSecretIsRefusedBeforeAnythingIsMadeAndHealsWhenItAppears() {
    given("once");
    world.secrets.clear();
    settle();
    assertThat(world.log).containsExactly("status");
    assertThat(synchronizing())
        .isEqualTo("False MissingReference: Secret \"repo\" not found in namespace default");
    world.secret("repo", "URL", "/r", "PASSWORD", "p");
    settle();
    assertThat(world.log).contains("release");
  }

  @Test
  void aMissingKeyIsNamedWithTheKeysThatAreThere() {
    given("once");
    world.secret("repo", "URL", "/r", "PASSWROD", "hunter2");
    settle();
    assertThat(synchronizing())
        .isEqualTo(
            "False MissingReference: secret is missing field: PASSWORD (Secret \"repo\" has"
                + " [PASSWROD, URL])");
  }

  @Test
  void aPluginThatThrowsIsNamedAndNothingElseHappens() {
    broken = true;
    given("once");
    settle();
    assertThat(synchronizing())
        .startsWith("False MoverDefect: mover toy is defective: asked for its plan");
    assertThat(world.things).isEmpty();
  }

  @Test
  void aConflictDropsThePassWithoutAnyEffect() {
    given("once");
    world.refuseWrites = true;
    pass.look(KEY);
    assertThat(world.things).isEmpty();
    assertThat(world.events).isEmpty();
  }

  @Test
  void anEffectThatFailsIsToldAndTriedAgain() {
    given("once");
    world.failHold = true;
    settle();
    assertThat(world.events).containsExactly("WARNING EffectFailed: the node is on fire");
    assertThat(synchronizing()).isEqualTo("True EffectFailed: the node is on fire");
    now = now.plusSeconds(30);
    settle();
    assertThat(world.events).as("told once").hasSize(1);
    world.failHold = false;
    now = now.plusSeconds(30);
    settle();
    assertThat(world.log).contains("release");
    assertThat(synchronizing()).isEqualTo("True SyncInProgress: Synchronization in-progress");
  }

  @Test
  void whatFailsWhereEverythingIsBeingRemovedIsNotToldNorTriedAgain() {
    given("once");
    world.failHold = true;
    world.vanishing = true;
    settle();
    assertThat(world.events).isEmpty();
    assertThat(synchronizing()).isEqualTo("True SyncInProgress: Synchronization in-progress");
  }

  @Test
  void aFailureIsRetriedFromTheStepThatFailed() {
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    settle();
    world.end(onlyAttempt(), FakeWorld.report(Report.Outcome.FAILED, FailureClass.LOCKED, "busy"));
    settle();
    assertThat(synchronizing()).startsWith("True Retrying: attempt 1 of 8 failed: Locked: busy");
    assertThat(status().latestMoverStatus().result()).isEqualTo("Failed");
    now = now.plusSeconds(20);
    world.log.clear();
    settle();
    assertThat(world.log).contains("hold [prune]").doesNotContain("hold [backup]");
  }

  @Test
  void theNextAttemptOfARunKeepsTheImageWithWhichItBegan() {
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    image = "toy:2";
    settle();
    assertThat(world.attempts.get(onlyAttempt()).image()).isEqualTo("toy:1");
  }

  @Test
  void aMoverWhoseImageDoesNotComeGivesWayToOneWithTheCorrectedImage() {
    given("once");
    settle();
    world.hinder(onlyAttempt(), "no image toy:1");
    now = now.plusSeconds(10);
    settle();
    assertThat(synchronizing()).isEqualTo("True WaitingForMover: no image toy:1");

    image = "toy:2";
    settle();
    assertThat(world.attempts.get(onlyAttempt()).image()).isEqualTo("toy:2");
    assertThat(world.attempts).hasSize(1);
  }

  @Test
  void wrongCredentialsFailAtOnceAndHealWhenTheSecretChanges() {
    given("once");
    settle();
    world.end(
        onlyAttempt(),
        FakeWorld.report(Report.Outcome.FAILED, FailureClass.WRONG_CREDENTIALS, "no"));
    settle();
    assertThat(synchronizing()).startsWith("False WrongCredentials: no; tried again at");
    assertThat(world.things).isEmpty();
    world.secret("repo", "URL", "/r", "PASSWORD", "right");
    settle();
    assertThat(world.log).endsWith("release");
  }

  @Test
  void aSecondResourceWithTheSameIdentityIsRefused() {
    given("once");
    settle();
    ResourceKey other = new ResourceKey(Role.SOURCE, "elsewhere", "db2");
    given(other, "once");
    for (int i = 0; i < 3; i++) {
      pass.look(other);
    }
    assertThat(condition(other))
        .isEqualTo(
            "False IdentityInUse: ReplicationSource default/db already files its data in this"
                + " store under host path; set hostname of the toy section to another name");
  }

  @Test
  void theIdentityOfAResourceThatIsOnlyHeededIsKept() {
    given("once");
    settle();
    ResourceKey other = new ResourceKey(Role.SOURCE, "elsewhere", "db2");
    given(other, "once");
    Pass another = pass(new Identities(), LIKE_OURS);
    another.heed(KEY);
    another.look(other);
    assertThat(condition(other)).startsWith("False IdentityInUse: ReplicationSource default/db ");
  }

  @Test
  void whereIdentitiesMayBeSharedTheSecondResourceIsWarnedAndTheFirstKeepsIt() {
    given("once");
    settle();
    ResourceKey other = new ResourceKey("acme.example", Role.SOURCE, "elsewhere", "db2");
    given(other, "once");
    pass(identities, EASYGOING).look(other);
    State state = StateCodec.read(world.resources.get(other).status().sync());
    assertThat(state.run().warnings())
        .containsExactly(
            "ReplicationSource default/db already files its data in this store under host path;"
                + " set hostname of the toy section to another name");
    assertThat(state.identity()).isNull();
  }

  @Test
  void anIdentityIsTheSameForResourcesOfEveryGroup() {
    ResourceKey first = new ResourceKey("acme.example", Role.SOURCE, "default", "db");
    given(first, "once");
    pass(identities, EASYGOING).look(first);
    given("once");
    settle();
    assertThat(synchronizing())
        .startsWith("False IdentityInUse: ReplicationSource.acme.example default/db already files");
  }

  @Test
  void theConditionUsesTheWordsOfTheDialect() {
    Pass easygoing = pass(identities, EASYGOING);
    given("once");
    world.secrets.clear();
    easygoing.look(KEY);
    assertThat(synchronizing())
        .isEqualTo("False Bad: Secret \"repo\" not found in namespace default");
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.report(Report.Outcome.FAILED, FailureClass.LOCKED, "busy"));
    easygoing.look(KEY);
    assertThat(synchronizing()).startsWith("True Busy: attempt 1 of 8 failed: Locked: busy");
  }

  @Test
  void theStatusHasPlacesForTheMoverFromTheFirstPassOnWhereThatIsTheConvention() {
    given("once");
    pass(identities, EASYGOING).look(KEY);
    assertThat(status().latestMoverStatus()).isEqualTo(new MoverStatus(null, null));
    assertThat(status().sections()).containsEntry("toy", Map.of());

    given("once");
    pass.look(KEY);
    assertThat(status().latestMoverStatus()).isNull();
    assertThat(status().sections()).isEmpty();
  }

  @Test
  void anInvalidScheduleIsToldAndNothingStarts() {
    world.secret("repo", "URL", "/r", "PASSWORD", "p");
    put(KEY, new Trigger("0 0 31 2 *", null, null));
    settle();
    assertThat(synchronizing()).startsWith("False InvalidSchedule: spec.trigger.schedule: ");
    assertThat(world.things).isEmpty();
  }

  @Test
  void statusSurvivesAReleaseThatKnowsMoreFields() {
    given("once");
    settle();
    Map<String, Object> stored = new java.util.LinkedHashMap<>(status().sync());
    stored.put("fromTheFuture", Map.of("a", 1));
    assertThat(StateCodec.read(stored).run()).isNotNull();
  }

  @Test
  void whatCouldHealAResourceIsAwaitedUntilItIsHealed() {
    given("once");
    world.secrets.clear();
    settle();
    assertThat(awaited.get(KEY))
        .containsExactlyInAnyOrder(
            new Awaited.Named(Awaited.Kind.SECRET, "repo"),
            new Awaited.Named(Awaited.Kind.CLAIM, "data"));

    world.secret("repo", "URL", "/r", "PASSWORD", "wrong");
    settle();
    assertThat(awaited.get(KEY)).isEmpty();

    world.end(
        onlyAttempt(),
        FakeWorld.report(Report.Outcome.FAILED, FailureClass.WRONG_CREDENTIALS, "no"));
    settle();
    assertThat(awaited.get(KEY)).contains(new Awaited.Named(Awaited.Kind.SECRET, "repo"));

    world.resources.remove(KEY);
    pass.look(KEY);
    assertThat(awaited.get(KEY)).isEmpty();
  }

  @Test
  void everythingThatIsRecordedIsCountedAndAResourceThatIsGoneIsNot() {
    given("once");
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("backup"));
    settle();
    world.end(onlyAttempt(), FakeWorld.succeeded("prune"));
    settle();
    assertThat(metrics.series().get(KEY).succeeded()).isEqualTo(1);
    assertThat(metrics.series().get(KEY).mover()).isEqualTo("toy");

    world.resources.remove(KEY);
    pass.look(KEY);
    assertThat(metrics.series()).isEmpty();
  }

  @Test
  void whatCouldNotBeWrittenIsNotCounted() {
    given("once");
    world.refuseWrites = true;
    pass.look(KEY);

    assertThat(metrics.series()).isEmpty();
  }

  @Test
  void logLinesOfARunTellWhichOneItIs() {
    given("once");
    pass.look(KEY);

    assertThat(world.logged).contains("uid-db-" + now.getEpochSecond());
    assertThat(MDC.get("run")).isNull();
  }

  private void settle() {
    for (int i = 0; i < 20 && pass.look(KEY).progressed(); i++) {}
  }

  private ThingId onlyAttempt() {
    List<ThingId> attempts =
        world.things.keySet().stream()
            .filter(id -> id.kind() == ThingId.Kind.ATTEMPT)
            .filter(id -> world.things.get(id).state() == Thing.State.RUNNING)
            .toList();
    assertThat(attempts).hasSize(1);
    return attempts.get(0);
  }

  private ReplicationStatus status() {
    return world.resources.get(KEY).status();
  }

  private String synchronizing() {
    return condition(KEY);
  }

  private String condition(ResourceKey key) {
    Condition found = world.resources.get(key).status().conditions().get(0);
    return found.getStatus() + " " + found.getReason() + ": " + found.getMessage();
  }

  private void given(String token) {
    given(KEY, token);
  }

  private void given(ResourceKey key, String token) {
    world.secret("repo", "URL", "/r", "PASSWORD", "p");
    put(key, new Trigger(null, null, token));
  }

  private void put(ResourceKey key, Trigger trigger) {
    world.resources.put(
        key,
        new Replication(
            key,
            "uid-" + key.name(),
            now,
            "1",
            false,
            Map.of(),
            Optional.of("data"),
            new ReplicationSourceSpec("data", trigger, null, null, null, Map.of("toy", Map.of())),
            ReplicationStatus.EMPTY));
  }

  private Plan plan() {
    if (broken) {
      throw new MoverDefect("toy", "asked for its plan, it threw", null);
    }
    return Plan.builder()
        .step(Step.named("backup").with(Claim.shared("repository", REPOSITORY, "URL")))
        .step(
            Step.named("prune")
                .with(Claim.exclusive("repository", REPOSITORY, "URL"))
                .withoutData())
        .env("PASSWORD", REPOSITORY, "PASSWORD")
        .identity("hostname", REPOSITORY, "URL", "host", "path")
        .build();
  }

  private Pass pass(Identities known, Conventions conventions) {
    MoverSide<Toy, ToyStatus> side =
        MoverSide.of(Toy.class, Group.VOLUME)
            .status(
                ToyStatus.class,
                progress -> new ToyStatus(progress.report().text("snapshot").orElse("")))
            .requires(toy -> Requirements.builder().keys(REPOSITORY, "URL", "PASSWORD").build())
            .plan(run -> plan());
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return "toy";
          }

          @Override
          public String image() {
            return image;
          }
        };
    Queue queue = new Queue(0, key -> {});
    queue.open();
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    return new Pass(
        new Pass.Ports(
            world,
            world,
            world,
            new Both(world, KEY),
            GeneratedSecrets.NONE,
            Endpoints.NONE,
            world,
            awaited::put,
            metrics,
            clock),
        resource ->
            new Decoded.Usable(
                new Section<>(
                    new InstalledMover("toy", mover, "toy", "1.0", Path.of("toy.jar")),
                    side,
                    new Toy(),
                    Optional.of(
                        new VolumeRequest(
                            method,
                            Optional.of("data"),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            false,
                            false)),
                    new AttemptOptions(Optional.empty(), Optional.empty(), Map.of()),
                    EndpointOptions.NONE,
                    Optional.empty())),
        queue,
        known,
        key -> Optional.empty(),
        Patience.DEFAULT,
        conventions);
  }
}
