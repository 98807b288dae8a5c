package backube.scribe.core.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Users and operators of a nasty world. */
final class People {
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofMinutes(7),
          Duration.ofHours(3),
          Duration.ofDays(20),
          Duration.ofDays(400),
          Duration.ofMinutes(-7),
          Duration.ofHours(-3),
          Duration.ofDays(-20),
          Duration.ofDays(-400));

  /** The last one starts no sync. */
  private static final List<Wish.Trigger> TRIGGERS =
      List.of(
          Wish.Trigger.CONTINUOUS,
          Wish.Trigger.MANUAL,
          Wish.Trigger.SCHEDULED,
          Wish.Trigger.INVALID);

  private People() {}

  static Wish firstWish(SplittableRandom random) {
    Shape shape = Shapes.ALL.get(random.nextInt(Shapes.ALL.size()));
    return new Wish(
        TRIGGERS.get(random.nextInt(3)),
        "token1",
        null,
        false,
        random.nextInt(8) == 0 ? Shapes.failingOnWarning(shape) : shape,
        1);
  }

  /** Does one of the things that people do to a resource. */
  static void meddle(NastyWorld world) {
    if (world.goesWrong(world.faults.hand())) {
      delete(world);
    }
    if (world.goesWrong(world.faults.hand())) {
      world.replaceVolume();
    }
    if (world.goesWrong(world.faults.edit())) {
      edit(world);
    }
    if (world.goesWrong(world.faults.jump())) {
      world.turnClock(JUMPS.get(world.random.nextInt(JUMPS.size())));
    }
    if (world.goesWrong(world.faults.forget())) {
      boolean wiped = world.random.nextBoolean();
      world.forget(wiped ? State.EMPTY : world.store.back(world.random.nextInt(1, 20)).state());
    }
  }

  private static void delete(NastyWorld world) {
    List<Piece> pieces = new ArrayList<>(world.objects.pieces());
    if (!pieces.isEmpty()) {
      Piece piece = pieces.get(world.random.nextInt(pieces.size()));
      world.trace(() -> "deleted by hand: " + piece);
      if (world.chance(300)) {
        world.objects.vanish(piece);
      } else {
        world.objects.remove(piece);
      }
    }
  }

  private static void edit(NastyWorld world) {
    Wish wish = world.store.now().wish();
    int choice = world.random.nextInt(6);
    switch (choice) {
      case 0 -> world.edit(wish.paused(!wish.paused()));
      case 1 -> world.edit(wish.with(wish.token() + "'", wish.request()));
      case 2 -> world.edit(wish.with(wish.token(), "request" + world.random.nextInt(1000)));
      case 3 -> world.edit(wish.with(TRIGGERS.get(world.random.nextInt(4))));
      case 4 -> world.edit(wish.with(wish.shape()));
      default -> world.rotateSecret();
    }
  }
}
