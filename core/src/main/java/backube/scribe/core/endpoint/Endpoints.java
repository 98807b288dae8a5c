package backube.scribe.core.endpoint;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.resource.Replication;

/**
 * Port: endpoints. A resource keeps its endpoint from run to run, so that its peer finds it again;
 * it goes with the resource, or when the resource has another mover.
 */
public interface Endpoints {
  /** Where nobody can listen. */
  Endpoints NONE =
      new Endpoints() {
        @Override
        public Reach offer(
            Replication owner, String mover, Endpoint endpoint, EndpointOptions options) {
          throw new IllegalStateException("no endpoints here");
        }

        @Override
        public void keepOnly(Replication owner, String mover) {}
      };

  /**
   * Makes the endpoint, or brings it up to date, and says where it is reached. May be called at any
   * time; does nothing that is done.
   *
   * @throws backube.scribe.core.world.EffectFailed if that can't be done now
   */
  Reach offer(Replication owner, String mover, Endpoint endpoint, EndpointOptions options);

  /**
   * Removes those that the resource had for other movers than this one, which may have none. May be
   * called at any time; does nothing that is done.
   *
   * @throws backube.scribe.core.world.EffectFailed if that can't be done now
   */
  void keepOnly(Replication owner, String mover);
}
