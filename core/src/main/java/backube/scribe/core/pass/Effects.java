package backube.scribe.core.pass;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.sync.Effect;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the engine decided, through the ports. */
final class Effects {
  private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

  private final Pass.Ports ports;
  private final Frozen frozen;

  Effects(Pass.Ports ports, Frozen frozen) {
    this.ports = ports;
    this.frozen = frozen;
  }

  /**
   * Carries out all effects, in order; one that fails does not stop the others.
   *
   * @param recorded state that they follow from
   * @return what could not be done and why, for the user; empty if there is nothing to try again
   */
  List<String> carryOut(
      Replication resource,
      State recorded,
      List<Effect> effects,
      Optional<Prepared.Ready> prepared) {
    List<String> problems = new ArrayList<>();
    for (Effect effect : effects) {
      try {
        carryOut(resource, recorded, effect, prepared);
      } catch (EffectFailed failed) {
        LOG.debug("{}", failed.message(), failed);
        if (!ports.resources().vanishing(resource.key())) {
          LOG.warn("{}", failed.message());
          problems.add(failed.message());
        }
      }
    }
    return problems;
  }

  private void carryOut(
      Replication resource, State recorded, Effect effect, Optional<Prepared.Ready> prepared) {
    if (effect instanceof Effect.Hold hold) {
      Attempt plan = plan(resource, recorded, prepared);
      ports
          .runs()
          .hold(
              resource, plan.next(hold.id().round(), hold.steps(), hold.data(), hold.copyRound()));
    } else if (effect instanceof Effect.Make make) {
      plan(resource, recorded, prepared)
          .volume()
          .ifPresent(request -> ports.volumes().create(resource, make.id(), request));
    } else if (effect instanceof Effect.Advance advance) {
      plan(resource, recorded, prepared)
          .volume()
          .ifPresent(
              request -> ports.volumes().advance(resource, advance.id(), advance.uid(), request));
    } else if (effect instanceof Effect.Release release) {
      ports.runs().release(resource, release.id(), release.uid());
    } else if (effect instanceof Effect.Remove remove) {
      if (remove.id().kind() == ThingId.Kind.ATTEMPT) {
        ports.runs().remove(resource, remove.id(), remove.uid());
      } else {
        ports.volumes().remove(resource, remove.id(), remove.uid());
      }
    }
  }

  private Attempt plan(Replication resource, State recorded, Optional<Prepared.Ready> prepared) {
    Run run = recorded.run();
    if (run == null) {
      throw new IllegalStateException("only a run makes objects");
    }
    return frozen
        .find(resource, run, prepared)
        .orElseThrow(() -> new EffectFailed("the plan of run " + run.number() + " is lost"));
  }
}
