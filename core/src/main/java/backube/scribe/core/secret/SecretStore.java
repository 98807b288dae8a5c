package backube.scribe.core.secret;

import backube.scribe.core.resource.Replication;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: Secrets that belong to a resource and go with it. */
public interface SecretStore {
  /**
   * What a Secret of a mover in a role is called. The first name is the one under which it is made;
   * one of the others is used if the resource has it already.
   */
  List<String> names(Replication owner, String mover, String role);

  /** The Secret of that name in the resource's namespace, as it is now. */
  Optional<Found> read(Replication owner, String name);

  /**
   * Makes a Secret.
   *
   * @throws backube.scribe.core.world.EffectFailed if that can't be done now
   */
  void create(Replication owner, String name, Map<String, byte[]> data);

  /**
   * Sets some keys of a Secret of the resource and leaves the others.
   *
   * @throws backube.scribe.core.world.EffectFailed if that can't be done now
   */
  void set(Replication owner, String name, Map<String, byte[]> data);

  /**
   * A Secret; never printed.
   *
   * @param ours whether it belongs to the resource
   * @param version changes whenever the content does
   */
  record Found(boolean ours, String version, Map<String, byte[]> data) {
    @Override
    public String toString() {
      return "Found[" + ours + ", " + version + ", " + data.keySet() + "]";
    }
  }
}
