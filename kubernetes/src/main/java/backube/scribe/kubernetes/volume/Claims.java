package backube.scribe.kubernetes.volume;

import backube.scribe.core.world.EffectFailed;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users' claims. They are not watched; one that was read is good for as long as it takes to
 * begin a run, which asks for it several times.
 */
public final class Claims {
  /** The {@code volumeMode} of a raw block device. */
  static final String BLOCK = "Block";

  private static final Duration GOOD = Duration.ofSeconds(20);
  private static final int MOST = 1000;

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  private record Read(PersistentVolumeClaim claim, Instant at) {}

  public Claims(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** The claim as it is now. */
  public Optional<PersistentVolumeClaim> now(String namespace, String name) {
    PersistentVolumeClaim claim =
        client.persistentVolumeClaims().inNamespace(namespace).withName(name).get();
    String key = namespace + "/" + name;
    if (claim == null) {
      read.remove(key);
      return Optional.empty();
    }
    forgetOld();
    read.put(key, new Read(claim, clock.instant()));
    return Optional.of(claim);
  }

  /** The claim as it was a moment ago. */
  public Optional<PersistentVolumeClaim> recent(String namespace, String name) {
    Read last = read.get(namespace + "/" + name);
    return last != null && fresh(last) ? Optional.of(last.claim()) : now(namespace, name);
  }

  /**
   * The same of a claim without which nothing can be done.
   *
   * @throws EffectFailed if there is none
   */
  public PersistentVolumeClaim needed(String namespace, String name) {
    return recent(namespace, name)
        .orElseThrow(
            () -> new EffectFailed("PersistentVolumeClaim \"%s\" not found".formatted(name)));
  }

  /** How much a claim asks for. */
  public static Quantity requested(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().getOrDefault("storage", new Quantity("0"));
  }

  /** Whether it is a raw block device. */
  static boolean isBlock(PersistentVolumeClaim claim) {
    return BLOCK.equals(claim.getSpec().getVolumeMode());
  }

  /** How much it has; empty while nobody has provisioned it. */
  static Optional<Quantity> provisioned(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getStatus())
        .map(PersistentVolumeClaimStatus::getCapacity)
        .map(capacity -> capacity.get("storage"));
  }

  private boolean fresh(Read last) {
    return clock.instant().isBefore(last.at().plus(GOOD));
  }

  private void forgetOld() {
    if (read.size() >= MOST) {
      read.values().removeIf(last -> !fresh(last));
    }
  }
}
