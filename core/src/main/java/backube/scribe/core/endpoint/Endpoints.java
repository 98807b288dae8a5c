package backube.scribe.core.endpoint;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.resource.Replication;

/**
 * Port: endpoints. A resource keeps its endpoint from run to run, so that its peer finds it again;
 * it goes with the resource.
 */
public interface Endpoints {
  /** Where nobody can listen. */
  Endpoints NONE =
      (owner, mover, endpoint, options) -> {
        throw new IllegalStateException("no endpoints here");
      };

  /**
   * Makes the endpoint, or brings it up to date, and says where it is reached. May be called at any
   * time; does nothing that is done.
   *
   * @throws backube.scribe.core.world.EffectFailed if that can't be done now
   */
  Reach offer(Replication owner, String mover, Endpoint endpoint, EndpointOptions options);
}
