package backube.scribe.core.secret;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.EffectFailed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps no Secrets. */
final class NoSecrets implements SecretStore {
  @Override
  public List<String> names(Replication owner, String mover, String role) {
    return List.of(mover + "-" + role);
  }

  @Override
  public Optional<Found> read(Replication owner, String name) {
    return Optional.empty();
  }

  @Override
  public void create(Replication owner, String name, Map<String, byte[]> data) {
    throw new EffectFailed("Secrets can't be made here");
  }

  @Override
  public void set(Replication owner, String name, Map<String, byte[]> data) {
    throw new EffectFailed("Secrets can't be made here");
  }
}
