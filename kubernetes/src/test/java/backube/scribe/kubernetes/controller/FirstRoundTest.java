package backube.scribe.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirstRoundTest {
  private static final ResourceKey ONE = new ResourceKey(Role.SOURCE, "ns", "one");
  private static final ResourceKey TWO = new ResourceKey(Role.SOURCE, "ns", "two");

  private final AtomicInteger over = new AtomicInteger();

  @Test
  void itIsOverOnceEachResourceWasSeen() {
    FirstRound round = round(List.of(ONE, TWO));
    round.seen(ONE);
    round.seen(ONE);
    assertThat(over).hasValue(0);

    round.seen(TWO);
    round.seen(TWO);
    assertThat(over).hasValue(1);
  }

  @Test
  void itBeginsWithTheFirstLookAtWhatIsThereByThen() {
    List<ResourceKey> there = new ArrayList<>(List.of(ONE, TWO));
    FirstRound round = round(there);
    there.remove(TWO);

    round.seen(ONE);
    assertThat(over).hasValue(1);
  }

  private FirstRound round(List<ResourceKey> there) {
    return new FirstRound(() -> there, over::incrementAndGet);
  }
}
