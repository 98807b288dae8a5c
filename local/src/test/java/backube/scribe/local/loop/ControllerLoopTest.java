package backube.scribe.local.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = SECONDS)
class ControllerLoopTest {
  private static final Duration POLL = Duration.ofMillis(5);

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final ResourceKey A = new ResourceKey(Role.SOURCE, "default", "a");
  private static final ResourceKey B = new ResourceKey(Role.SOURCE, "default", "b");
  private static final ResourceKey C = new ResourceKey(Role.DESTINATION, "default", "c");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<ResourceKey> looks = new CopyOnWriteArrayList<>();
  private final Map<ResourceKey, Function<Integer, Optional<Instant>>> answers =
      new ConcurrentHashMap<>();
  private final ControllerLoop loop = new ControllerLoop(this::look, now::get);

  private Optional<Instant> look(ResourceKey key) {
    looks.add(key);
    int count = (int) looks.stream().filter(key::equals).count();
    return answers.getOrDefault(key, any -> Optional.empty()).apply(count);
  }

  @Test
  void looksAtEachThatIsAwakeOnceInOrder() throws InterruptedException {
    loop.wake(B);
    loop.wake(A);
    loop.wake(B);
    loop.begin(List.of(C), loop::stop);

    loop.run();

    assertThat(looks).containsExactly(B, A, C);
  }

  @Test
  void tellsWhenAllHaveBeenLookedAt() throws InterruptedException {
    List<String> told = new ArrayList<>();
    loop.begin(
        List.of(A, B),
        () -> {
          told.add("after " + looks.size());
          loop.stop();
        });

    loop.run();

    assertThat(told).containsExactly("after 2");
  }

  @Test
  void withNothingToLookAtAllHaveBeenLookedAt() throws InterruptedException {
    loop.begin(List.of(), loop::stop);

    loop.run();

    assertThat(looks).isEmpty();
  }

  @Test
  void looksAgainAtTheTimeThatTheLastLookNamedAndNotBefore() throws InterruptedException {
    answers.put(A, count -> count == 1 ? Optional.of(START.plusSeconds(3600)) : Optional.empty());
    answers.put(B, count -> count == 1 ? Optional.of(START.plusSeconds(60)) : Optional.empty());
    List<List<ResourceKey>> seen = new CopyOnWriteArrayList<>();
    loop.begin(List.of(A, B), () -> {});
    Thread clock =
        new Thread(
            () -> {
              await(2);
              for (int minute : List.of(1, 59, 60)) {
                now.set(START.plusSeconds(60L * minute));
                loop.execute(() -> {}); // as if the sleep were over
                loop.execute(() -> {});
                if (minute != 59) {
                  await(minute == 1 ? 3 : 4);
                }
                seen.add(List.copyOf(looks));
              }
              loop.stop();
            });
    clock.start();

    loop.run();
    clock.join();

    assertThat(seen).containsExactly(List.of(A, B, B), List.of(A, B, B), List.of(A, B, B, A));
  }

  @Test
  void aWakeUpReplacesTheTimeThatWasSet() throws InterruptedException {
    answers.put(A, count -> count == 1 ? Optional.of(START.plusSeconds(60)) : Optional.empty());
    loop.begin(List.of(A), () -> loop.wake(A));
    Thread stopper =
        new Thread(
            () -> {
              await(2);
              now.set(START.plusSeconds(120));
              loop.execute(loop::stop);
            });
    stopper.start();

    loop.run();
    stopper.join();

    assertThat(looks).containsExactly(A, A);
  }

  @Test
  void whoWantsToGoOnAtOnceDoesNotKeepOthersWaiting() throws InterruptedException {
    answers.put(A, count -> count < 3 ? Optional.of(now.get()) : Optional.empty());
    answers.put(
        C,
        count -> {
          loop.stop();
          return Optional.empty();
        });
    loop.wake(A);
    loop.wake(B);
    Thread stopper = new Thread(() -> wakeWhen(4, C));
    stopper.start();

    loop.run();
    stopper.join();

    assertThat(looks).containsExactly(A, B, A, A, C);
  }

  @Test
  void aLookThatFailsIsRepeatedLaterAndLaterAndStopsNobody() throws InterruptedException {
    answers.put(
        A,
        count -> {
          throw new IllegalStateException("look " + count);
        });
    loop.wake(A);
    loop.wake(B);
    List<Integer> seconds = new ArrayList<>();
    Thread clock =
        new Thread(
            () -> {
              for (int failures = 1; failures <= 3; failures++) {
                awaitLooks(A, failures);
                int waited = 0;
                while (looksAt(A) == failures) {
                  now.set(now.get().plusSeconds(1));
                  waited++;
                  passATask();
                }
                seconds.add(waited);
              }
              loop.stop();
            });
    clock.start();

    loop.run();
    clock.join();

    assertThat(looks).contains(B);
    assertThat(seconds).hasSize(3);
    assertThat(seconds.get(1)).isGreaterThanOrEqualTo(2);
    assertThat(seconds.get(2)).isGreaterThanOrEqualTo(4);
  }

  private void wakeWhen(int count, ResourceKey key) {
    await(count);
    loop.wake(key);
  }

  private void await(int count) {
    Awaitility.await().pollInterval(POLL).until(() -> looks.size() >= count);
  }

  private void awaitLooks(ResourceKey key, int count) {
    Awaitility.await().pollInterval(POLL).until(() -> looksAt(key) >= count);
  }

  private long looksAt(ResourceKey key) {
    return List.copyOf(looks).stream().filter(key::equals).count();
  }

  /** Has the loop do something, so that it reads the clock again. */
  private void passATask() {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(done::countDown);
    try {
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
