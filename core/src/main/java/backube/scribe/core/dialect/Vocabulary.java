package backube.scribe.core.dialect;

import java.util.Map;
import java.util.Optional;

/**
 * By which words the condition {@code Synchronizing} gives its reason. The message stays the same,
 * so nothing is lost where one word stands for many reasons.
 *
 * @param idle words for reasons why no sync runs
 * @param underWay word for every reason why one that runs has to wait; empty for the reason itself
 * @param otherwise word for every other reason why none runs; empty for the reason itself
 */
public record Vocabulary(
    Map<String, String> idle, Optional<String> underWay, Optional<String> otherwise) {
  /** Every reason is its own word. */
  public static final Vocabulary PRECISE =
      new Vocabulary(Map.of(), Optional.empty(), Optional.empty());

  public Vocabulary {
    idle = Map.copyOf(idle);
  }

  /**
   * The word for a reason.
   *
   * @param running whether a sync is under way
   */
  public String word(String reason, boolean running) {
    return running ? underWay.orElse(reason) : idle.getOrDefault(reason, otherwise.orElse(reason));
  }
}
