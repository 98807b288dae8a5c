package backube.scribe.core.sync;

import java.util.List;

/**
 * What the engine needs to know of a frozen plan; recorded when the run starts.
 *
 * @param planHash hash of the plan, by which a lost one may be rendered again
 * @param stages at least one
 * @param copies whether a point-in-time copy is made first
 * @param makesVolume whether the destination volume is made by us
 * @param publishes whether an image is made at the end
 * @param dropsVolume whether the made volume is removed after success
 * @param failOnWarning whether warnings fail the run
 */
public record Shape(
    String planHash,
    List<Stage> stages,
    boolean copies,
    boolean makesVolume,
    boolean publishes,
    boolean dropsVolume,
    boolean failOnWarning) {
  public Shape {
    stages = List.copyOf(stages);
  }
}
