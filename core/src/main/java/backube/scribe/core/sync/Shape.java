package backube.scribe.core.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a frozen plan; recorded when the run starts.
 *
 * @param planHash hash of the plan, by which a lost one may be rendered again
 * @param stages at least one
 * @param copies whether a point-in-time copy is made first
 * @param makesVolume whether the destination volume is made by us
 * @param publishes whether an image is made at the end
 * @param dropsVolume whether the made volume is removed after success
 * @param givenVolume uid of the user's volume that an image is made of at the end, when the run
 *     began; null if it makes none, or one of its own volume, or the uid can't be told
 * @param identity hash of what the data is filed under in a store that others may share; null if
 *     the mover has none
 * @param failOnWarning whether warnings fail the run
 * @param port at which the run listens for its peer; null if it waits for nobody
 */
public record Shape(
    String planHash,
    List<Stage> stages,
    boolean copies,
    boolean makesVolume,
    boolean publishes,
    boolean dropsVolume,
    boolean failOnWarning,
    @Nullable String givenVolume,
    @Nullable String identity,
    @Nullable Integer port) {
  public Shape {
    stages = List.copyOf(stages);
  }

  /** Of a run that waits for nobody. */
  public Shape(
      String planHash,
      List<Stage> stages,
      boolean copies,
      boolean makesVolume,
      boolean publishes,
      boolean dropsVolume,
      boolean failOnWarning,
      @Nullable String givenVolume,
      @Nullable String identity) {
    this(
        planHash,
        stages,
        copies,
        makesVolume,
        publishes,
        dropsVolume,
        failOnWarning,
        givenVolume,
        identity,
        null);
  }

  /** The same of a run that listens at this port. */
  public Shape listeningAt(int where) {
    return new Shape(
        planHash,
        stages,
        copies,
        makesVolume,
        publishes,
        dropsVolume,
        failOnWarning,
        givenVolume,
        identity,
        where);
  }

  /** Whether the run waits for a peer: without a limit, and without a slot of the queue. */
  public boolean listens() {
    return port != null;
  }
}
