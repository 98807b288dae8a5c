package backube.scribe.local.loop;

import backube.scribe.core.pass.Look;
import backube.scribe.core.pass.Pass;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.Thing;
import backube.scribe.local.store.Mailbox;
import backube.scribe.local.store.RequestBook;
import backube.scribe.local.store.ResourceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller of one state folder, which must be ours. {@link #run} works on the thread that
 * calls it until {@link #stop}; the other methods may be called from any thread.
 */
public final class Controller {
  private static final Logger log = LoggerFactory.getLogger(Controller.class);
  private static final Duration SCAN = Duration.ofSeconds(10);
  private static final Duration KEEP_ANSWERS = Duration.ofHours(1);
  private static final Duration DELETION_RECHECK = Duration.ofSeconds(2);
  private static final Duration STOP_RECHECK = Duration.ofMillis(500);

  private final Parts parts;
  private final ControllerLoop loop;
  private final Requests requests;
  private final Deletions deletions;
  private final Set<String> letters = new HashSet<>();
  private Runnable refreshed = () -> {};
  private final List<Runnable> postponed = new ArrayList<>();
  private boolean open;
  private @Nullable ResourceKey last;
  private Looking passing;
  private final Set<String> asked = new HashSet<>();

  /**
   * What a controller is made of.
   *
   * @param cancelling a pass that only ends runs
   * @param idling a pass that starts no run
   * @param clock also of the ports
   */
  public record Parts(
      ManifestFeed feed,
      ResourceStore store,
      RequestBook book,
      Mailbox mailbox,
      Queue queue,
      Pass pass,
      Pass cancelling,
      Pass idling,
      Pass.Ports ports,
      Sandboxes sandboxes,
      Notices notices,
      InstantSource clock) {}

  public Controller(Parts parts) {
    this.parts = parts;
    this.passing = through(parts.pass());
    this.loop = new ControllerLoop(this::look, parts.clock());
    this.requests = new Requests(parts.book(), parts.store(), parts.notices());
    this.deletions = new Deletions(parts.store(), parts.ports(), parts.sandboxes());
  }

  /** Something about the resource changed: look at it soon. */
  public void wake(ResourceKey key) {
    loop.wake(key);
  }

  /** Asks for a sync; the answer comes on the loop's thread. */
  public void request(ResourceKey key, Consumer<Mailbox.Answer> asker) {
    loop.execute(() -> whenOpen(() -> ask(key, asker)));
  }

  /**
   * The same, for who asked an earlier controller, too, if that one died at once after it began.
   * When that sync is over, {@link #run} returns.
   */
  public void requestLast(ResourceKey key, Consumer<Mailbox.Answer> asker) {
    loop.execute(
        () ->
            whenOpen(
                () -> {
                  last = key;
                  requests.askAgain(key, asker);
                  loop.wake(key);
                }));
  }

  /** Deletes a resource; when it is gone, {@link #run} returns. */
  public void deleteLast(ResourceKey key) {
    loop.execute(
        () -> {
          last = key;
          parts.store().delete(key);
          loop.wake(key);
        });
  }

  private void ask(ResourceKey key, Consumer<Mailbox.Answer> asker) {
    requests.ask(key, asker);
    loop.wake(key);
  }

  /** Before every resource was looked at once, no run may start. */
  private void whenOpen(Runnable task) {
    if (open) {
      task.run();
    } else {
      postponed.add(task);
    }
  }

  private void open() {
    open = true;
    parts.queue().open();
    postponed.forEach(Runnable::run);
    postponed.clear();
  }

  /** Makes {@link #run} return soon; attempts go on. */
  public void stop() {
    loop.stop();
  }

  /** Stops the running attempts, waits until they have ended, and makes {@link #run} return. */
  public void interrupt() {
    loop.execute(
        () -> {
          Set<ResourceKey> running = new HashSet<>(parts.feed().active());
          running.removeIf(key -> !stopAttempts(key));
          passing =
              key -> {
                if (!stopAttempts(key)) {
                  running.remove(key);
                }
                return end(running);
              };
          end(running);
          running.forEach(loop::wake);
        });
  }

  /** Ends the run of each resource as failed, cleans up after it, and makes {@link #run} return. */
  public void cancel() {
    loop.execute(
        () -> {
          Set<ResourceKey> running = new HashSet<>(parts.feed().active());
          running.removeIf(key -> !runs(key));
          Looking cancelling = through(parts.cancelling());
          passing =
              key -> {
                if (!running.contains(key)) {
                  return Optional.empty();
                }
                Optional<Instant> again = cancelling.look(key);
                if (!runs(key)) {
                  running.remove(key);
                  end(running);
                }
                return again;
              };
          running.forEach(this::stopAttempts);
          running.forEach(loop::wake);
          end(running);
        });
  }

  /** Works until {@link #stop}. */
  public void run() throws InterruptedException, IOException {
    run(resources -> {});
  }

  /**
   * The same.
   *
   * @param began told how many resources there are, when they are known
   */
  public void run(IntConsumer began) throws InterruptedException, IOException {
    parts.feed().refresh();
    began.accept(parts.feed().active().size());
    for (ResourceKey other : parts.feed().others()) {
      parts.pass().heed(other);
      parts.idling().heed(other);
    }
    Path mail = parts.mailbox().open();
    parts.mailbox().sweep(parts.clock().instant().minus(KEEP_ANSWERS));
    try (FolderWatch watch =
        new FolderWatch("manifests", SCAN, () -> loop.execute(this::refresh))) {
      loop.execute(() -> watch(watch, mail));
      loop.execute(() -> whenOpen(this::answerMail));
      loop.begin(parts.feed().active(), this::open);
      refreshed = () -> watch(watch, mail);
      loop.run();
    }
  }

  private void watch(FolderWatch watch, Path mail) {
    Set<Path> folders = new HashSet<>(parts.feed().folders());
    folders.add(mail);
    watch.folders(folders);
  }

  private void refresh() {
    parts.feed().refresh().forEach(loop::wake);
    refreshed.run();
    if (open) {
      answerMail();
    }
  }

  private void answerMail() {
    for (Mailbox.Letter letter : parts.mailbox().unanswered()) {
      if (!parts.feed().active().contains(letter.key())) {
        parts
            .mailbox()
            .answer(
                letter,
                new Mailbox.Answer(
                    "", "NotFound", letter.key() + " is not among the controller's manifests"));
      } else if (letters.add(letter.id())) {
        requests.ask(
            letter.key(),
            answer -> {
              parts.mailbox().answer(letter, answer);
              letters.remove(letter.id());
            });
        loop.wake(letter.key());
      }
    }
  }

  private Optional<Instant> look(ResourceKey key) {
    if (parts.store().deleted(key)) {
      return delete(key);
    }
    Optional<Instant> again = passing.look(key);
    requests.looked(key);
    if (key.equals(last) && parts.book().newest(key).isEmpty() && !runs(key)) {
      parts.idling().look(key); // it tells what it waits for now
      loop.stop();
    }
    return again;
  }

  private Looking through(Pass pass) {
    return key -> {
      Look look = pass.look(key);
      return look.progressed() ? Optional.of(parts.clock().instant()) : look.again();
    };
  }

  private boolean runs(ResourceKey key) {
    return parts.store().read(key).filter(resource -> new SyncState(resource).runs()).isPresent();
  }

  /** Stops the attempts of a resource; returns whether one is still alive. */
  private boolean stopAttempts(ResourceKey key) {
    Optional<Replication> resource = parts.store().read(key);
    if (resource.isEmpty()) {
      return false;
    }
    boolean alive = false;
    for (Thing attempt : parts.ports().runs().observe(resource.get())) {
      if (attempt.state() == Thing.State.HELD) {
        parts.ports().runs().remove(resource.get(), attempt.id(), attempt.uid());
      } else if (attempt.state().live()) {
        alive = true;
        if (attempt.state() == Thing.State.RUNNING && asked.add(attempt.uid())) {
          parts.sandboxes().stop(resource.get(), attempt.id(), attempt.uid());
        }
      }
    }
    return alive;
  }

  private Optional<Instant> end(Set<ResourceKey> running) {
    if (running.isEmpty()) {
      loop.stop();
      return Optional.empty();
    }
    return Optional.of(parts.clock().instant().plus(STOP_RECHECK));
  }

  private Optional<Instant> delete(ResourceKey key) {
    parts.pass().look(key); // it gives back its place in the queue
    if (!deletions.look(key)) {
      return Optional.of(parts.clock().instant().plus(DELETION_RECHECK));
    }
    requests.gone(key);
    log.info("{}: deleted", key);
    parts.notices().about(key, "deleted");
    parts.feed().forgotten(key).forEach(loop::wake);
    if (key.equals(last)) {
      loop.stop();
    }
    return Optional.empty();
  }
}
