package backube.scribe.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Recipe;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.Trigger;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.metric.SyncMetrics;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Awaited;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.secret.FakeSecrets;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.status.StatusAggregator;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.world.EffectFailed;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pass over a resource whose mover listens and generates its keys. */
class ListeningPassTest {
  private static final ResourceKey KEY = new ResourceKey(Role.DESTINATION, "default", "db");
  private static final Reach AT = new Reach.At("10.0.0.7", 22);

  private final FakeWorld world = new FakeWorld();
  private final FakeSecrets secrets = new FakeSecrets();
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<String> offered = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();
  private boolean useful = true;
  private Reach reach = AT;
  private Recipe.SshKey algorithm = Recipe.SshKey.ED25519;
  private final Queue queue = new Queue(1, key -> {});
  private final Pass pass = pass();

  /** Section of the toy mover. */
  record Toy() {}

  /** Status of the toy mover. */
  record Told(Optional<String> address, Optional<Integer> port, Optional<String> keys) {}

  @Test
  void theAddressAndTheKeysAreToldWithTheRecordOfTheRun() {
    given();
    pass.look(KEY);
    assertThat(world.log.stream().filter("status"::equals)).hasSize(1);
    assertThat(told()).isEqualTo(Map.of("address", "10.0.0.7", "port", 22, "keys", "toy-src"));
    assertThat(secrets.log).containsExactly("create toy-main", "create toy-src");
    assertThat(offered).containsExactly("toy ssh 8022 22");
  }

  @Test
  void thePlanNamesTheSecretsThemselves() {
    given();
    settle();
    Attempt attempt = world.attempts.values().iterator().next();
    assertThat(attempt.plan().files().get(0).ref()).isEqualTo(Ref.secret("toy-main"));
    assertThat(attempt.plan().env().get("PUBLIC").ref()).isEqualTo(Ref.secret("toy-src"));
  }

  @Test
  void aRunThatListensCostsNoWriteUntilSomethingChanges() {
    given();
    settle();
    assertThat(synchronizing()).startsWith("True WaitingForPeer: listens at 10.0.0.7, port 22");
    world.log.clear();
    pass.look(KEY);
    pass.look(KEY);
    assertThat(world.log).isEmpty();
  }

  @Test
  void anAddressThatChangesIsToldInOneWriteWithTheKeysKept() {
    given();
    settle();
    world.log.clear();
    reach = new Reach.At("lb.example", 22);
    settle();
    assertThat(world.log).containsExactly("status");
    assertThat(told()).containsEntry("address", "lb.example").containsEntry("keys", "toy-src");
    assertThat(world.events)
        .endsWith(
            "NORMAL ServiceAddressAssigned: listening on address lb.example for incoming"
                + " connections");
  }

  @Test
  void withoutAnAddressNoRunBeginsAndTheStatusHasNone() {
    reach = new Reach.Pending("waiting for an address", "look at the Service");
    given();
    settle();
    assertThat(world.things).isEmpty();
    assertThat(synchronizing()).startsWith("False " + Reasons.NO_SERVICE_ADDRESS);
    assertThat(told()).isEqualTo(Map.of("keys", "toy-src"));
    reach = AT;
    settle();
    assertThat(told()).containsEntry("address", "10.0.0.7");
    assertThat(world.things).hasSize(1);
  }

  @Test
  void whatTheSectionHasInVainIsWarnedOfWhenTheSyncHasEnded() {
    useful = false;
    given();
    settle();
    world.end(world.things.keySet().iterator().next(), FakeWorld.succeeded("receive"));
    settle();
    assertThat(world.resources.get(KEY).status().conditions())
        .filteredOn(condition -> condition.getType().equals("Warning"))
        .extracting(Condition::getMessage)
        .containsExactly("path of the toy section: has no effect; remove it");
  }

  @Test
  void whoHasOneMoverOnlyHasNothingToWithdraw() {
    given();
    settle();
    world.end(world.things.keySet().iterator().next(), FakeWorld.succeeded("receive"));
    settle();
    assertThat(kept).isEmpty();
  }

  @Test
  void anEndpointOfAFormerMoverGoesBeforeARunOfTheNewOneListens() {
    had("former");
    reach = new Reach.Pending("waiting for an address", "look at the Service");
    settle();
    assertThat(kept).isNotEmpty().containsOnly("toy");
    assertThat(world.resources.get(KEY).status().sections()).containsKey("former");

    kept.clear();
    reach = AT;
    settle();
    assertThat(synchronizing()).startsWith("True WaitingForPeer");
    assertThat(kept).as("while it listens").isEmpty();
  }

  @Test
  void anEndpointThatCantBeWithdrawnIsToldAndTriedAgain() {
    had("former");
    reach = new Reach.Pending("waiting for an address", "look at the Service");
    refusal = Optional.of("it is forbidden");
    assertThat(pass.look(KEY).again()).isPresent();
    assertThat(world.events).anyMatch(event -> event.contains("it is forbidden"));
    refusal = Optional.empty();
    settle();
    assertThat(kept).isNotEmpty();
  }

  private void had(String mover) {
    given();
    Replication resource = world.resources.get(KEY);
    world.resources.put(
        KEY,
        new Replication(
            resource.key(),
            resource.uid(),
            resource.created(),
            resource.version(),
            resource.deleted(),
            resource.annotations(),
            Optional.empty(),
            resource.spec(),
            StatusAggregator.withPlaceFor(mover, ReplicationStatus.EMPTY)));
  }

  @Test
  void whileKeysAreMadeNoRunBegins() {
    algorithm = Recipe.SshKey.RSA_4096;
    given();
    settle();
    assertThat(synchronizing())
        .isEqualTo("False WaitingForKeys: the keys of this resource are being made");
    assertThat(told()).isEmpty();
    assertThat(world.things).isEmpty();
    tasks.forEach(Runnable::run);
    settle();
    assertThat(world.log).contains("release");
  }

  @Test
  void aListenerTakesNoSlot() {
    queue.runs(new ResourceKey(Role.SOURCE, "default", "busy"), List.of());
    given();
    settle();
    assertThat(world.log).contains("release");
    assertThat(queue.ask(new ResourceKey(Role.SOURCE, "x", "y"), List.of(), Instant.EPOCH))
        .as("the other one has the only slot")
        .isInstanceOf(Turn.Waiting.class);
  }

  @Test
  void aReportTellsMoreThanWhatWasKnownBefore() {
    given();
    settle();
    world.end(world.things.keySet().iterator().next(), FakeWorld.succeeded("receive"));
    settle();
    assertThat(told()).containsEntry("address", "reported");
  }

  @SuppressWarnings("unchecked") // a section of the status has text keys
  private Map<String, Object> told() {
    return (Map<String, Object>)
        world.resources.get(KEY).status().sections().getOrDefault("toy", Map.of());
  }

  private String synchronizing() {
    Condition condition = world.resources.get(KEY).status().conditions().get(0);
    return condition.getStatus() + " " + condition.getReason() + ": " + condition.getMessage();
  }

  private void settle() {
    for (int i = 0; i < 12; i++) {
      pass.look(KEY);
    }
  }

  private void given() {
    world.resources.put(
        KEY,
        new Replication(
            KEY,
            "uid",
            Instant.EPOCH,
            "1",
            false,
            Map.of(),
            Optional.empty(),
            new ReplicationDestinationSpec(
                new Trigger(null, null, "once"), null, null, null, Map.of("toy", Map.of())),
            ReplicationStatus.EMPTY));
  }

  private MoverSide<Toy, Told> side() {
    return MoverSide.of(Toy.class, Group.ENDPOINT)
        .status(
            Told.class,
            progress -> new Told(Optional.of("reported"), Optional.empty(), Optional.empty()))
        .announces(
            known ->
                new Told(
                    known.address(),
                    known.port(),
                    Optional.ofNullable(known.secretNames().get("src"))))
        .requires(
            toy ->
                Requirements.builder()
                    .warn(useful, "path", "has no effect; remove it")
                    .generates(
                        GeneratedSecret.of("main").sshKeyPair("key", "key.pub", algorithm).build())
                    .generates(GeneratedSecret.of("src").copyOf("main", "key.pub").build())
                    .build())
        .plan(
            run ->
                Plan.builder()
                    .step(Step.named("receive").withoutData())
                    .file(Ref.generated("main"), "key", "/keys/key")
                    .env("PUBLIC", Ref.generated("src"), "key.pub")
                    .listens(new Endpoint("ssh", 8022, 22))
                    .build());
  }

  private Pass pass() {
    Endpoints endpoints =
        new Endpoints() {
          @Override
          public Reach offer(
              Replication owner, String mover, Endpoint endpoint, EndpointOptions options) {
            String offer =
                "%s %s %d %d"
                    .formatted(mover, endpoint.name(), endpoint.targetPort(), endpoint.port());
            if (!offered.contains(offer)) {
              offered.add(offer);
            }
            return reach;
          }

          @Override
          public void keepOnly(Replication owner, String mover) {
            if (refusal.isPresent()) {
              throw new EffectFailed(refusal.get());
            }
            kept.add(mover);
          }
        };
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return "toy";
          }

          @Override
          public String image() {
            return "toy:1";
          }
        };
    queue.open();
    return new Pass(
        new Pass.Ports(
            world,
            world,
            world,
            new Both(world, KEY),
            new GeneratedSecrets(secrets, new SecureRandom(), tasks::add, key -> {}),
            endpoints,
            world,
            Awaited.NONE,
            new SyncMetrics(),
            Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC)),
        resource ->
            new Decoded.Usable(
                new Section<>(
                    new InstalledMover("toy", mover, "toy", "1.0", Path.of("toy.jar")),
                    side(),
                    new Toy(),
                    Optional.empty(),
                    new AttemptOptions(Optional.empty(), Optional.empty(), Map.of()),
                    EndpointOptions.NONE,
                    Optional.empty())),
        queue,
        new Identities(),
        key -> Optional.empty(),
        Patience.DEFAULT,
        Conventions.SCRIBE);
  }
}
