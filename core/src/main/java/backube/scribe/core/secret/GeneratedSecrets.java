package backube.scribe.core.secret;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.EffectFailed;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes the Secrets that a mover's requirements generate, and keeps them. Those that take long are
 * made by another thread while the resource waits.
 */
public final class GeneratedSecrets {
  /** Where nothing can be made. */
  public static final GeneratedSecrets NONE =
      new GeneratedSecrets(
          new NoSecrets(), new SecureRandom(new byte[1]), Runnable::run, key -> {});

  private final SecretStore store;
  private final Cook cook;
  private final Executor thread;
  private final Consumer<ResourceKey> wake;

  /** For whom Secrets are being made; with the reason if that failed. */
  private final Map<ResourceKey, Optional<String>> making = new HashMap<>();

  /**
   * @param random where secrets come from
   * @param thread makes those that take long
   * @param wake told of a resource whose Secrets were made, or could not be; must not block
   */
  public GeneratedSecrets(
      SecretStore store, SecureRandom random, Executor thread, Consumer<ResourceKey> wake) {
    this.store = store;
    this.cook = new Cook(random);
    this.thread = thread;
    this.wake = wake;
  }

  /** What became of the Secrets. */
  public sealed interface Answer {
    /**
     * All are there, and complete.
     *
     * @param names by role
     */
    record Ready(Map<String, String> names) implements Answer {}

    /** They are being made. */
    record Pending(String message) implements Answer {}

    /** They can't be used or made as things are. */
    record Refused(Refusal refusal) implements Answer {}
  }

  /** Makes those that are missing. */
  public Answer ensure(Replication owner, String mover, List<GeneratedSecret> wanted) {
    if (wanted.isEmpty()) {
      return new Answer.Ready(Map.of());
    }
    Optional<Answer> before = before(owner.key());
    if (before.isPresent()) {
      return before.get();
    }
    Found found = Found.look(store, owner, mover, wanted);
    if (found.refusal().isPresent()) {
      return new Answer.Refused(found.refusal().get());
    }
    if (found.missing().stream().anyMatch(Cook::slow)) {
      begin(owner, found);
      return new Answer.Pending("the keys of this resource are being made");
    }
    try {
      found.complete(cook);
    } catch (EffectFailed failed) {
      return failed(failed.message());
    }
    return new Answer.Ready(found.names());
  }

  /** Versions of those that are there; changes when one of them does. */
  public List<String> versions(Replication owner, String mover, List<GeneratedSecret> wanted) {
    return wanted.isEmpty() ? List.of() : Found.look(store, owner, mover, wanted).versions();
  }

  private synchronized Optional<Answer> before(ResourceKey key) {
    Optional<String> failure = making.get(key);
    if (failure == null) {
      return Optional.empty();
    }
    if (failure.isEmpty()) {
      return Optional.of(new Answer.Pending("the keys of this resource are being made"));
    }
    making.remove(key); // the next look tries again
    return Optional.of(failed(failure.get()));
  }

  private static Answer failed(String message) {
    return new Answer.Refused(new Refusal(Reasons.EFFECT_FAILED, message));
  }

  private void begin(Replication owner, Found found) {
    synchronized (this) {
      making.put(owner.key(), Optional.empty());
    }
    thread.execute(
        () -> {
          Optional<String> failure = Optional.empty();
          try {
            found.complete(cook);
          } catch (EffectFailed failed) {
            failure = Optional.of(failed.message());
          } catch (RuntimeException unexpected) {
            failure = Optional.of("its Secrets can't be made: " + unexpected);
          } finally {
            ended(owner.key(), failure);
          }
        });
  }

  private void ended(ResourceKey key, Optional<String> failure) {
    synchronized (this) {
      if (failure.isEmpty()) {
        making.remove(key);
      } else {
        making.put(key, failure);
      }
    }
    wake.accept(key);
  }
}
