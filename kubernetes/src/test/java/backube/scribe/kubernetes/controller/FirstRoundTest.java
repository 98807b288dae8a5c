package backube.scribe.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirstRoundTest {
  private static final ResourceKey ONE = new ResourceKey(Role.SOURCE, "ns", "one");
  private static final ResourceKey TWO = new ResourceKey(Role.SOURCE, "ns", "two");

  private final AtomicInteger over = new AtomicInteger();
  private final FirstRound round = new FirstRound(over::incrementAndGet);

  @Test
  void itIsOverOnceEachResourceWasSeen() {
    round.begin(List.of(ONE, TWO));
    round.seen(ONE);
    assertThat(over).hasValue(0);

    round.seen(TWO);
    round.seen(TWO);
    assertThat(over).hasValue(1);
  }

  @Test
  void whatWasSeenBeforeItIsKnownWhoIsThereCounts() {
    round.seen(ONE);
    assertThat(over).hasValue(0);

    round.begin(List.of(ONE));
    assertThat(over).hasValue(1);
  }

  @Test
  void withoutAnyResourceItIsOverAtOnce() {
    round.begin(List.of());

    assertThat(over).hasValue(1);
  }
}
