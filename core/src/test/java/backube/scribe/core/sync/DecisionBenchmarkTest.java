package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.schedule.Schedule;
import backube.scribe.core.world.Thing;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to decide about 10,000 resources once: 7,000 idle on a schedule, 500 due, 1,000
 * running, 500 waiting for a volume, 500 waiting for their turn, 500 failing. Run it by {@code mvn
 * -pl core -am test -Dtest=DecisionBenchmarkTest}; it prints the figure.
 */
class DecisionBenchmarkTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int ROUNDS = 5;

  @Test
  void tenThousandResourcesAreDecidedWithinASecondOfOneCore() {
    List<Scene> scenes = new ArrayList<>();
    add(scenes, 7_000, DecisionBenchmarkTest::idle);
    add(scenes, 500, DecisionBenchmarkTest::due);
    add(scenes, 1_000, () -> Scene.in(Phase.RUNNING, Shapes.COPIED));
    add(scenes, 500, DecisionBenchmarkTest::waitingForVolume);
    add(scenes, 500, DecisionBenchmarkTest::queued);
    add(scenes, 500, DecisionBenchmarkTest::failing);
    Collections.shuffle(scenes, new Random(1));

    List<Duration> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      times.add(processorTime(() -> scenes.forEach(Scene::act)));
    }

    System.out.printf(
        "decided about %,d resources once: %d ms of processor time at first, then %s ms%n",
        scenes.size(),
        times.get(0).toMillis(),
        times.subList(1, ROUNDS).stream().map(Duration::toMillis).toList());
    assertThat(scenes).hasSize(10_000);
    assertThat(times).allMatch(time -> time.compareTo(LIMIT) <= 0);
  }

  private static Duration processorTime(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }

  private static void add(List<Scene> scenes, int count, Supplier<Scene> kind) {
    for (int i = 0; i < count; i++) {
      scenes.add(kind.get());
    }
  }

  private static Scene idle() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    scene.due =
        new Due.Scheduled(Schedule.parse("15 */6 * * *", Optional.of("Europe/Berlin"))::next);
    return scene.settle();
  }

  private static Scene due() {
    Scene scene = idle();
    scene.now = scene.now.plus(Duration.ofDays(1));
    return scene;
  }

  private static Scene waitingForVolume() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();
    scene.after(Duration.ofMinutes(5));
    return scene;
  }

  private static Scene queued() {
    Scene scene = due();
    scene.turn = new Turn.Waiting("in line");
    scene.pass();
    return scene;
  }

  private static Scene failing() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE, "backup"));
    return scene;
  }
}
