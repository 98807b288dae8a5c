package backube.scribe.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QueueTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Claimed SHARED = new Claimed("repository:1", false);
  private static final Claimed EXCLUSIVE = new Claimed("repository:1", true);

  private final List<String> woken = new ArrayList<>();

  @Test
  void nobodyStartsBeforeEveryResourceWasLookedAt() {
    Queue queue = queue(1);
    assertThat(queue.ask(source("a"), List.of(), NOON)).isInstanceOf(Turn.Waiting.class);
    queue.open();
    assertThat(woken).containsExactly("a");
    assertThat(queue.ask(source("a"), List.of(), NOON)).isEqualTo(new Turn.Granted());
  }

  @Test
  void limitsRunsAndTellsThePosition() {
    Queue queue = openQueue(1);
    queue.ask(source("a"), List.of(), NOON);
    queue.ask(source("b"), List.of(), at(1));
    assertThat(queue.ask(source("c"), List.of(), at(2)))
        .isEqualTo(new Turn.Waiting("position 2 in the queue: 1 of 1 runs are under way"));
  }

  @Test
  void wakesOnlyThoseWhoseTurnHasCome() {
    Queue queue = openQueue(1);
    queue.ask(source("a"), List.of(), NOON);
    queue.ask(source("b"), List.of(), at(1));
    queue.ask(source("c"), List.of(), at(2));
    queue.leaves(source("a"));
    assertThat(woken).containsExactly("b");
  }

  @Test
  void restoresGoFirst() {
    Queue queue = openQueue(1);
    queue.ask(source("a"), List.of(), NOON);
    queue.ask(source("b"), List.of(), at(1));
    ResourceKey restore = new ResourceKey(Role.DESTINATION, "default", "r");
    queue.ask(restore, List.of(), at(2));
    queue.leaves(source("a"));
    assertThat(queue.ask(source("b"), List.of(), at(1))).isInstanceOf(Turn.Waiting.class);
    assertThat(queue.ask(restore, List.of(), at(2))).isEqualTo(new Turn.Granted());
  }

  @Test
  void sharedClaimsRunSideBySideAndExclusiveOnesAlone() {
    Queue queue = openQueue(0);
    assertThat(queue.ask(source("a"), List.of(SHARED), NOON)).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("b"), List.of(SHARED), NOON)).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("c"), List.of(EXCLUSIVE), at(1)))
        .isEqualTo(
            new Turn.Waiting(
                "position 1 in the queue: ReplicationSource default/a uses the same repository or"
                    + " volume"));
  }

  @Test
  void anExclusiveClaimIsNotStarvedBySharedOnes() {
    Queue queue = openQueue(0);
    queue.ask(source("a"), List.of(SHARED), NOON);
    queue.ask(source("b"), List.of(EXCLUSIVE), at(1));
    assertThat(queue.ask(source("c"), List.of(SHARED), at(2))).isInstanceOf(Turn.Waiting.class);
    assertThat(queue.ask(source("d"), List.of(), at(3))).isEqualTo(new Turn.Granted());
  }

  @Test
  void thoseWhomTheLimitDoesNotCountAreHeldBackByClaimsOnly() {
    Queue queue = new Queue(1, key -> key.name().startsWith("c"), key -> woken.add(key.name()));
    queue.open();
    assertThat(queue.ask(source("u1"), List.of(SHARED), NOON)).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("c1"), List.of(), NOON)).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("c2"), List.of(), at(1)))
        .isEqualTo(new Turn.Waiting("position 1 in the queue: 1 of 1 runs are under way"));
    assertThat(queue.ask(source("u2"), List.of(SHARED), at(2))).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("u3"), List.of(EXCLUSIVE), at(3))).isInstanceOf(Turn.Waiting.class);
    queue.leaves(source("u1"));
    queue.leaves(source("u2"));
    assertThat(woken).containsExactly("u3");
    queue.leaves(source("c1"));
    assertThat(woken).containsExactly("u3", "c2", "u3");
  }

  @Test
  void resourcesOfTwoGroupsWithTheSameNameAreTwo() {
    Queue queue = openQueue(0);
    ResourceKey other = new ResourceKey("acme.example", Role.SOURCE, "default", "a");
    queue.ask(source("a"), List.of(EXCLUSIVE), NOON);
    assertThat(queue.ask(other, List.of(EXCLUSIVE), NOON))
        .isEqualTo(
            new Turn.Waiting(
                "position 1 in the queue: ReplicationSource default/a uses the same repository or"
                    + " volume"));
    queue.leaves(source("a"));
    assertThat(queue.ask(other, List.of(EXCLUSIVE), NOON)).isEqualTo(new Turn.Granted());
    assertThat(queue.ask(source("a"), List.of(EXCLUSIVE), at(1)))
        .isEqualTo(
            new Turn.Waiting(
                "position 1 in the queue: ReplicationSource.acme.example default/a uses the same"
                    + " repository or volume"));
  }

  @Test
  void aRunThatWaitsForItsNextTurnHoldsNothing() {
    Queue queue = openQueue(1);
    queue.ask(source("a"), List.of(EXCLUSIVE), NOON);
    queue.ask(source("b"), List.of(EXCLUSIVE), at(1));
    queue.waits(source("a"));
    assertThat(queue.ask(source("b"), List.of(EXCLUSIVE), at(1))).isEqualTo(new Turn.Granted());
  }

  @Test
  void whatRunsAccordingToItsRecordTakesASlot() {
    Queue queue = queue(1);
    queue.runs(source("a"), List.of());
    queue.open();
    assertThat(queue.ask(source("b"), List.of(), NOON)).isInstanceOf(Turn.Waiting.class);
    assertThat(queue.ask(source("a"), List.of(), NOON)).isEqualTo(new Turn.Granted());
  }

  @Test
  @Timeout(10)
  void threeThousandMayWaitAtOnce() {
    Queue queue = openQueue(10);
    for (int i = 0; i < 3_000; i++) {
      queue.ask(source("s" + i), List.of(SHARED), at(i));
    }
    for (int i = 0; i < 3_000; i++) {
      queue.leaves(source("s" + i));
      woken.forEach(name -> queue.ask(source(name), List.of(SHARED), NOON));
      woken.clear();
    }
    assertThat(queue.ask(source("last"), List.of(), NOON)).isEqualTo(new Turn.Granted());
  }

  private Queue openQueue(int limit) {
    Queue queue = queue(limit);
    queue.open();
    return queue;
  }

  private Queue queue(int limit) {
    return new Queue(limit, key -> woken.add(key.name()));
  }

  private static ResourceKey source(String name) {
    return new ResourceKey(Role.SOURCE, "default", name);
  }

  private static Instant at(int seconds) {
    return NOON.plus(Duration.ofSeconds(seconds));
  }
}
