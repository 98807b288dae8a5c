package backube.scribe.core.secret;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.EffectFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets in memory. */
public final class FakeSecrets implements SecretStore {
  public final Map<String, Map<String, byte[]>> secrets = new LinkedHashMap<>();
  public final List<String> foreign = new ArrayList<>();
  public final List<String> log = new ArrayList<>();
  public boolean refuses;

  @Override
  public List<String> names(Replication owner, String mover, String role) {
    return List.of(mover + "-" + role, "former-" + mover + "-" + role);
  }

  @Override
  public Optional<Found> read(Replication owner, String name) {
    return Optional.ofNullable(secrets.get(name))
        .map(data -> new Found(!foreign.contains(name), "" + data.hashCode(), Map.copyOf(data)));
  }

  @Override
  public void create(Replication owner, String name, Map<String, byte[]> data) {
    if (refuses) {
      throw new EffectFailed("the quota is used up");
    }
    log.add("create " + name);
    secrets.put(name, new LinkedHashMap<>(data));
  }

  @Override
  public void set(Replication owner, String name, Map<String, byte[]> data) {
    log.add("set " + name);
    secrets.get(name).putAll(data);
  }
}
