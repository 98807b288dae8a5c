package backube.scribe.local.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.NoStatus;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.pass.Identities;
import backube.scribe.core.pass.Pass;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.sync.State;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.manifest.Problem;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.Mailbox;
import backube.scribe.local.store.RequestBook;
import backube.scribe.local.store.ResourceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The controller with real manifests, store and engine, and sandboxes in memory. */
@Timeout(value = 30, unit = SECONDS)
class ControllerTest {
  private static final ResourceKey DB = new ResourceKey(Role.SOURCE, "default", "db");
  private static final Clock CLOCK = Clock.systemUTC();

  /** Section of the mover. */
  record Toy() {}

  @TempDir Path folder;
  private final FakeSandboxes sandboxes = new FakeSandboxes();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private StatePaths paths;
  private Path manifests;
  private ResourceStore store;
  private Controller controller;
  private Thread thread;

  @BeforeEach
  void open() throws IOException {
    paths = new StatePaths(folder.resolve("state"));
    manifests = Files.createDirectory(folder.resolve("manifests"));
  }

  @AfterEach
  void close() throws InterruptedException {
    if (thread != null) {
      controller.stop();
      thread.join();
    }
  }

  @Test
  void aRequestIsTakenRunAndDone() throws Exception {
    manifest("manual: once");
    start();
    once();
    Mailbox.Answer answer = request();

    assertThat(answer.taken()).isTrue();
    finish();
    await().until(() -> state().run() == null);
    assertThat(state().requestAck()).isEqualTo(answer.token());
    assertThat(sandboxes.count(DB)).isZero();
  }

  @Test
  void aRequestThatCantStartIsRefusedAndForgotten() throws Exception {
    manifest("manual: ''\n    schedule: 0 0 1 1 *", "refuse");
    start();

    Mailbox.Answer answer = request();

    assertThat(answer)
        .isEqualTo(new Mailbox.Answer("", Reasons.MOVER_NOT_INSTALLED, "no such mover"));
    assertThat(new RequestBook(paths, CLOCK, List.of(DB)).newest(DB)).isEmpty();
  }

  @Test
  void aRequestOfAnotherProcessIsAnswered() throws Exception {
    manifest("manual: once");
    start();
    once();
    Mailbox mailbox = new Mailbox(paths);
    mailbox.send(new Mailbox.Letter("letter", DB));
    mailbox.send(new Mailbox.Letter("lost", new ResourceKey(Role.SOURCE, "default", "nobody")));

    Mailbox.Answer lost = await().until(() -> mailbox.take("lost"), Optional::isPresent).get();
    Mailbox.Answer taken = await().until(() -> mailbox.take("letter"), Optional::isPresent).get();

    assertThat(lost.reason()).isEqualTo("NotFound");
    assertThat(taken.taken()).isTrue();
    await().until(() -> !sandboxes.running(DB).isEmpty());
  }

  @Test
  void anEditedManifestIsFollowed() throws Exception {
    manifest("manual: once");
    start();
    once();

    manifest("manual: twice");

    await().until(() -> !sandboxes.running(DB).isEmpty());
    finish();
    await().until(() -> "twice".equals(state().ack()));
  }

  @Test
  void aControllerThatIsReplacedLeavesItsRunToTheNext() throws Exception {
    manifest("manual: once");
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());
    controller.stop();
    thread.join();
    long run = state().run().number();

    start();
    finish();

    await().until(() -> "once".equals(state().ack()));
    assertThat(state().seq()).isEqualTo(run);
  }

  @Test
  void aControllerThatIsInterruptedStopsItsAttemptsAndTheNextGoesOn() throws Exception {
    manifest("manual: once");
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());

    controller.interrupt();
    thread.join();

    assertThat(sandboxes.running(DB)).isEmpty();
    assertThat(state().run()).isNotNull();
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());
    finish();
    await().until(() -> "once".equals(state().ack()));
  }

  @Test
  void aRunThatIsCancelledFailsAndLeavesNothing() throws Exception {
    manifest("manual: once");
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());

    controller.cancel();
    thread.join();

    assertThat(state().run()).isNull();
    assertThat(state().failure().reason()).isEqualTo(FailureClass.CANCELLED.reason());
    assertThat(sandboxes.count(DB)).isZero();
  }

  @Test
  void cancellingWithNothingAtWorkJustEnds() throws Exception {
    manifest("manual: once");
    start();
    once();

    controller.cancel();
    thread.join();

    assertThat(state().failure()).isNull();
  }

  @Test
  void theLastRequestEndsTheControllerAndStartsNoOther() throws Exception {
    manifest("manual: ''"); // syncs follow each other
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());
    CompletableFuture<Mailbox.Answer> answer = new CompletableFuture<>();
    controller.requestLast(DB, answer::complete);
    finish();
    await().until(() -> state().requestAck() != null || !sandboxes.running(DB).isEmpty());
    finish();

    thread.join();
    assertThat(state().requestAck()).isEqualTo(answer.get().token());
    assertThat(sandboxes.count(DB)).isZero();
  }

  @Test
  void aLastRequestGoesOnWithTheRunOfOneWhoseControllerDied() throws Exception {
    manifest("manual: ''\n    schedule: 0 0 1 1 *");
    start();
    finish();
    await().until(() -> state().run() == null && state().anchor() != null);
    Mailbox.Answer first = requestLast();
    await().until(() -> !sandboxes.running(DB).isEmpty());
    long run = state().run().number();
    controller.stop();
    thread.join();

    start();
    Mailbox.Answer second = requestLast();
    finish();
    thread.join();

    assertThat(second.token()).isEqualTo(first.token());
    assertThat(state().seq()).isEqualTo(run);
    assertThat(state().requestAck()).isEqualTo(first.token());
    assertThat(told).singleElement().asString().startsWith("goes on with the sync that began at 2");
  }

  @Test
  void aLastRequestSyncsAnewIfTheMoverEndedWhileNobodyLooked() throws Exception {
    manifest("manual: ''\n    schedule: 0 0 1 1 *");
    start();
    finish();
    await().until(() -> state().run() == null && state().anchor() != null);
    requestLast();
    await().until(() -> !sandboxes.running(DB).isEmpty());
    long run = state().run().number();
    controller.stop();
    thread.join();
    sandboxes.succeed(DB);

    start();
    Mailbox.Answer second = requestLast();
    finish();
    thread.join();

    assertThat(state().seq()).isGreaterThan(run);
    assertThat(state().requestAck()).isEqualTo(second.token());
  }

  @Test
  void aDeletedResourceIsForgottenOnceItsAttemptsAreGone() throws Exception {
    manifest("manual: once");
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());

    store.delete(DB);
    controller.wake(DB);

    await().until(() -> Files.notExists(paths.resource(DB)));
    assertThat(sandboxes.count(DB)).isZero();
    assertThat(sandboxes.forgotten).containsExactly(DB);
  }

  @Test
  void theLastDeletionEndsTheController() throws Exception {
    manifest("manual: once");
    start();
    await().until(() -> !sandboxes.running(DB).isEmpty());

    controller.deleteLast(DB);
    thread.join();

    assertThat(paths.resource(DB)).doesNotExist();
    assertThat(sandboxes.count(DB)).isZero();
  }

  /** Waits until the sync of the manifest's trigger is done. */
  private void once() {
    await().until(() -> !sandboxes.running(DB).isEmpty());
    finish();
    await().until(() -> state().run() == null && state().ack() != null);
  }

  private void finish() {
    await().until(() -> !sandboxes.running(DB).isEmpty());
    sandboxes.succeed(DB);
  }

  private Mailbox.Answer request() throws Exception {
    CompletableFuture<Mailbox.Answer> answer = new CompletableFuture<>();
    controller.request(DB, answer::complete);
    return answer.get(20, SECONDS);
  }

  private Mailbox.Answer requestLast() throws Exception {
    CompletableFuture<Mailbox.Answer> answer = new CompletableFuture<>();
    controller.requestLast(DB, answer::complete);
    return answer.get(20, SECONDS);
  }

  private State state() {
    return store
        .read(DB)
        .map(resource -> StateCodec.read(resource.status().sync()))
        .orElse(State.EMPTY);
  }

  private Path manifest(String trigger) throws IOException {
    return manifest(trigger, "toy");
  }

  private Path manifest(String trigger, String section) throws IOException {
    return Files.writeString(
        manifests.resolve("db.yaml"),
        """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: db}
        spec:
          trigger:
            %s
          %s: {}
        """
            .formatted(trigger, section));
  }

  private void start() {
    store = new ResourceStore(paths, CLOCK, () -> UUID.randomUUID().toString());
    RequestBook book = new RequestBook(paths, CLOCK, store.keys());
    Notices notices =
        new Notices() {
          @Override
          public void problem(Problem problem) {}

          @Override
          public void about(ResourceKey key, String message) {
            told.add(message);
          }
        };
    Pass.Ports ports =
        new Pass.Ports(
            store,
            (namespace, ref) -> Optional.empty(),
            new NoVolumes(),
            sandboxes,
            new EventFiles(paths, CLOCK),
            CLOCK);
    Queue queue = new Queue(0, sandboxes::poke);
    Patience patience =
        new Patience(
            3,
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofMillis(200),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));
    controller =
        new Controller(
            new Controller.Parts(
                new ManifestFeed(
                    new ManifestIndex(List.of(manifests), new byte[0], CLOCK),
                    store,
                    CLOCK,
                    notices,
                    any -> true),
                store,
                book,
                new Mailbox(paths),
                queue,
                pass(ports, queue, book, patience),
                pass(Standstill.of(ports), queue, key -> Optional.empty(), Standstill.NONE),
                pass(ports, new Queue(0, key -> {}), book, patience),
                ports,
                sandboxes,
                notices,
                CLOCK));
    sandboxes.wake(controller::wake);
    thread =
        new Thread(
            () -> {
              try {
                controller.run();
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
  }

  private static Pass pass(
      Pass.Ports ports, Queue queue, Pass.Requests requests, Patience patience) {
    return new Pass(
        ports, sections(), queue, new Identities(), requests, patience, Conventions.SCRIBE);
  }

  private static Sections sections() {
    MoverSide<Toy, NoStatus> side =
        MoverSide.of(Toy.class)
            .plan(run -> Plan.builder().step(Step.named("copy").withoutData()).build());
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return "toy";
          }

          @Override
          public String image() {
            return "toy";
          }
        };
    return resource ->
        resource.spec().sections().containsKey("toy")
            ? new Decoded.Usable(
                new Section<>(
                    new InstalledMover("toy", mover, "toy", "1.0", Path.of("toy.jar")),
                    side,
                    new Toy(),
                    Optional.empty(),
                    new AttemptOptions(Optional.empty(), Optional.empty(), Map.of()),
                    EndpointOptions.NONE,
                    Optional.empty()))
            : new Decoded.Refused(new Refusal(Reasons.MOVER_NOT_INSTALLED, "no such mover"));
  }
}
