package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of the objects of a nasty world. */
final class Fate implements World.Fates {
  private final NastyWorld world;

  Fate(NastyWorld world) {
    this.world = world;
  }

  @Override
  public void changed() {
    world.changed();
  }

  @Override
  public void made(Piece piece) {
    boolean bad = world.goesWrong(world.faults.bad());
    if (piece.is(ThingId.Kind.ATTEMPT)) {
      if (bad && world.chance(200)) {
        turns(piece, 1, 60, Thing.State.FAILED);
      }
    } else if (piece.is(ThingId.Kind.COPY) && world.chance(500)) {
      turns(piece, 0, 30, Thing.State.HALFWAY);
    } else {
      completes(piece, bad);
    }
  }

  @Override
  public void advanced(Piece piece) {
    completes(piece, world.goesWrong(world.faults.bad()));
  }

  private void completes(Piece piece, boolean bad) {
    if (!bad) {
      boolean promised = piece.is(ThingId.Kind.VOLUME) && world.chance(300);
      turns(piece, 0, 30, promised ? Thing.State.PROMISED : Thing.State.READY);
    } else if (world.chance(400)) {
      turns(piece, 0, 600, Thing.State.FAILED);
    } else if (world.chance(500)) {
      turns(piece, 60, 3600, Thing.State.READY);
    }
  }

  private void turns(Piece piece, int from, int to, Thing.State state) {
    piece.turns(
        world.real.plus(world.seconds(from, to)),
        () -> {
          world.oracle.turned(piece, state);
          world.objects.turn(piece, state);
        });
  }

  @Override
  public void released(Piece piece) {
    world.oracle.released(piece);
    world
        .objects
        .find(ThingId.volume())
        .filter(volume -> volume.state == Thing.State.PROMISED)
        .ifPresent(volume -> world.objects.turn(volume, Thing.State.READY));
    piece.turns(world.real.plus(world.seconds(1, world.calm ? 60 : 900)), () -> end(piece));
  }

  @Override
  public void removed(Piece piece) {
    piece.turns(
        world.real.plus(world.seconds(0, world.calm ? 5 : 300)), () -> world.objects.vanish(piece));
  }

  private void end(Piece piece) {
    if (world.goesWrong(world.faults.bad())) {
      endBadly(piece);
      return;
    }
    boolean warning = world.goesWrong(150);
    List<Report.StepResult> steps = new ArrayList<>();
    for (String step : piece.steps) {
      steps.add(result(piece, step, warning));
    }
    boolean warned = steps.stream().anyMatch(step -> step.outcome() == Report.Outcome.WARNING);
    piece.report =
        Reports.report(warned ? Report.Outcome.WARNING : Report.Outcome.SUCCEEDED, null, "", steps);
    world.oracle.ended(piece, piece.steps);
    world.objects.turn(piece, Thing.State.SUCCEEDED);
  }

  private Report.StepResult result(Piece piece, String step, boolean mayWarn) {
    return mayWarn && world.random.nextBoolean()
        ? Reports.step(step, Report.Outcome.WARNING, step + " of " + piece.uid + " warns")
        : Reports.step(step, Report.Outcome.SUCCEEDED, "");
  }

  private void endBadly(Piece piece) {
    int steps = world.random.nextInt(piece.steps.size() + 1);
    List<String> done = piece.steps.subList(0, steps);
    world.oracle.ended(piece, done);
    switch (world.random.nextInt(5)) {
      case 0 -> world.objects.vanish(piece);
      case 1 -> world.objects.turn(piece, Thing.State.FAILED);
      case 2 -> {
        piece.report = unusable();
        world.objects.turn(piece, Thing.State.SUCCEEDED);
      }
      default -> {
        List<Report.StepResult> results = new ArrayList<>();
        done.forEach(step -> results.add(result(piece, step, true)));
        FailureClass[] classes = FailureClass.values();
        FailureClass failure = classes[world.random.nextInt(classes.length)];
        piece.report = Reports.report(Report.Outcome.FAILED, failure, "it failed", results);
        world.objects.turn(piece, Thing.State.FAILED);
      }
    }
  }

  /** Stands for a report that was missing, cut off or too large. */
  private static @Nullable Report unusable() {
    return new Report(
        1,
        "run",
        Report.Outcome.FAILED,
        FailureClass.UNKNOWN,
        "no report",
        null,
        List.of(),
        Map.of(),
        Map.of(),
        List.of());
  }
}
