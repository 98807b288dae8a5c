package backube.scribe.local.loop;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Resources;
import backube.scribe.core.sync.Wait;
import backube.scribe.local.store.Mailbox.Answer;
import backube.scribe.local.store.RequestBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Requests for one sync: each is answered once the resource was looked at with it, so that who asks
 * learns at once what can't work. A request that is refused is forgotten. Used by the loop's thread
 * alone.
 */
final class Requests {
  private final RequestBook book;
  private final Resources resources;
  private final Notices notices;
  private final Map<ResourceKey, List<Consumer<Answer>>> waiting = new HashMap<>();

  Requests(RequestBook book, Resources resources, Notices notices) {
    this.book = book;
    this.resources = resources;
    this.notices = notices;
  }

  /** Asks for a sync of a resource that is to be looked at next. */
  void ask(ResourceKey key, Consumer<Answer> asker) {
    Optional<Replication> resource = resources.read(key);
    if (resource.isEmpty()) {
      asker.accept(refusal("NotFound", key + " is not among the manifests of the controller"));
      return;
    }
    if (resource.get().spec().external() != null) {
      asker.accept(refusal(Reasons.INVALID_SPEC, "spec.external: another controller handles this"));
      return;
    }
    book.ask(key, new SyncState(resource.get()).acknowledged());
    await(key, asker);
  }

  /**
   * The same for who may have asked a controller that died. A run of that request which has no step
   * behind it is the one that is asked for; one that has may have read its data long ago.
   */
  void askAgain(ResourceKey key, Consumer<Answer> asker) {
    Optional<SyncState> state = resources.read(key).map(SyncState::new);
    Optional<Instant> began = state.flatMap(SyncState::began);
    Optional<String> earlier = book.newest(key).filter(token -> state.orElseThrow().does(token));
    if (began.isEmpty()) {
      ask(key, asker);
    } else if (earlier.isPresent()) {
      notices.about(key, "goes on with the sync that began at " + began.get());
      await(key, asker);
    } else {
      notices.about(key, "ends the run that began at " + began.get() + " first");
      ask(key, asker);
    }
  }

  private void await(ResourceKey key, Consumer<Answer> asker) {
    waiting.computeIfAbsent(key, any -> new ArrayList<>()).add(asker);
  }

  /** The resource was looked at. */
  void looked(ResourceKey key) {
    Optional<String> token = book.newest(key);
    Optional<SyncState> state = token.flatMap(any -> resources.read(key)).map(SyncState::new);
    if (token.isEmpty() || state.isEmpty()) {
      return;
    }
    Optional<Wait> refused = state.get().refused();
    if (state.get().done(token.get())) {
      book.drop(key);
      answer(key, new Answer(token.get(), "", ""));
    } else if (refused.isPresent()) {
      book.drop(key);
      answer(key, refusal(refused.get().reason(), refused.get().message()));
    } else if (state.get().taken()) {
      answer(key, new Answer(token.get(), "", ""));
    }
  }

  /** The resource is gone. */
  void gone(ResourceKey key) {
    book.drop(key);
    answer(key, refusal("NotFound", key + " was deleted"));
  }

  private void answer(ResourceKey key, Answer answer) {
    Optional.ofNullable(waiting.remove(key))
        .ifPresent(askers -> askers.forEach(asker -> asker.accept(answer)));
  }

  private static Answer refusal(String reason, String message) {
    return new Answer("", reason, message);
  }
}
