package backube.scribe.core.sync;

import backube.scribe.core.queue.Claimed;
import java.util.List;

/** Plans of the kinds that movers make. */
final class Shapes {
  private static final Claimed SHARED = new Claimed("repository:1", false);
  private static final Claimed EXCLUSIVE = new Claimed("repository:1", true);

  private static final List<Stage> RESTORE =
      List.of(new Stage(List.of("unlock", "restore"), true, List.of(SHARED)));

  /** Reads the user's own volume, in one stage. */
  static final Shape DIRECT =
      source(false, new Stage(List.of("backup", "forget"), true, List.of(SHARED)));

  /** Reads a copy, then needs it no more. */
  static final Shape COPIED =
      source(
          true,
          new Stage(List.of("backup"), true, List.of(SHARED)),
          new Stage(List.of("forget", "prune"), false, List.of(EXCLUSIVE)));

  /** Writes a volume of its own and publishes an image of it. */
  static final Shape PUBLISHED = destination(true, false);

  /** The same, and removes the volume afterwards. */
  static final Shape DROPPED = destination(true, true);

  /** Writes a volume of its own, which is the result. */
  static final Shape RESTORED = destination(false, false);

  /** Writes a volume of the user and publishes an image of it. */
  static final Shape GIVEN =
      new Shape("plan", RESTORE, false, false, true, false, false, "given 1", null);

  /** Waits for a peer that writes a volume of its own, and publishes an image of it. */
  static final Shape LISTENING = PUBLISHED.listeningAt(22);

  /** Waits for a peer that writes a volume of the user, and publishes an image of it. */
  static final Shape LISTENING_FOR_GIVEN = GIVEN.listeningAt(22);

  static final List<Shape> ALL =
      List.of(DIRECT, COPIED, PUBLISHED, DROPPED, RESTORED, GIVEN, LISTENING, LISTENING_FOR_GIVEN);

  private Shapes() {}

  private static Shape source(boolean copies, Stage... stages) {
    return new Shape("plan", List.of(stages), copies, false, false, false, false, null, null);
  }

  private static Shape destination(boolean publishes, boolean dropsVolume) {
    return new Shape("plan", RESTORE, false, true, publishes, dropsVolume, false, null, null);
  }

  static Shape failingOnWarning(Shape shape) {
    return new Shape(
        shape.planHash(),
        shape.stages(),
        shape.copies(),
        shape.makesVolume(),
        shape.publishes(),
        shape.dropsVolume(),
        true,
        shape.givenVolume(),
        shape.identity(),
        shape.port());
  }

  /** A run that begins when the user's volume has this uid. */
  static Shape given(Shape shape, String uid) {
    return new Shape(
        shape.planHash(),
        shape.stages(),
        shape.copies(),
        shape.makesVolume(),
        shape.publishes(),
        shape.dropsVolume(),
        shape.failOnWarning(),
        shape.givenVolume() == null ? null : uid,
        shape.identity(),
        shape.port());
  }

  static Shape hashed(Shape shape, String planHash) {
    return new Shape(
        planHash,
        shape.stages(),
        shape.copies(),
        shape.makesVolume(),
        shape.publishes(),
        shape.dropsVolume(),
        shape.failOnWarning(),
        shape.givenVolume(),
        shape.identity(),
        shape.port());
  }
}
