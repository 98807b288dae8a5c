package backube.scribe.core.pass;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.sync.Run;
import backube.scribe.core.world.ThingId;
import java.util.Optional;

/**
 * The frozen plan of a run: carried by its attempts. Where none is left it is rendered again, which
 * counts only if it comes out as it was.
 */
final class Frozen {
  private final Runs runs;
  private final Preparation preparation;

  Frozen(Runs runs, Preparation preparation) {
    this.runs = runs;
    this.preparation = preparation;
  }

  /**
   * Any attempt of the run to copy from; empty if the plan is lost.
   *
   * @param fresh what this pass has rendered already; empty if it has not
   */
  Optional<Attempt> find(Replication resource, Run run, Optional<Prepared.Ready> fresh) {
    Optional<Attempt> rendered = fresh.flatMap(ready -> ifAlike(ready, run));
    return rendered.isPresent() ? rendered : find(resource, run);
  }

  /** The same in a pass that has rendered nothing. */
  Optional<Attempt> find(Replication resource, Run run) {
    for (int round = run.round(); round >= 1; round--) {
      Optional<Attempt> carrier = runs.find(resource, ThingId.attempt(run.number(), round));
      if (carrier.isPresent()) {
        return carrier;
      }
    }
    return preparation.prepare(resource, run.number(), run.start()) instanceof Prepared.Ready ready
        ? ifAlike(ready, run)
        : Optional.empty();
  }

  private static Optional<Attempt> ifAlike(Prepared.Ready ready, Run run) {
    return ready.shape().planHash().equals(run.shape().planHash())
        ? Optional.of(ready.template().inRun(run.number()))
        : Optional.empty();
  }
}
