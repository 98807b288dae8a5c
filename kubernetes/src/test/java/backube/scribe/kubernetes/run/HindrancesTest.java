package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class HindrancesTest {
  @Test
  void theNewestRefusalIsToldWithoutTheNameOfAPodThatNeverWas() {
    assertThat(
            Hindrances.newest(
                List.of(
                    event("2026-01-01T12:00:00Z", "Error creating: an older one"),
                    event(
                        "2026-01-01T12:00:10Z",
                        "Error creating: pods \"scribe-src-db-x7k2p\" is forbidden: exceeded quota:"
                            + " few, requested: pods=1, used: pods=2, limited: pods=2"))))
        .contains("exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2");
  }

  @Test
  void withoutAnEventNothingIsTold() {
    assertThat(Hindrances.newest(List.of())).isEmpty();
  }

  private static Event event(String time, String message) {
    return new EventBuilder().withLastTimestamp(time).withMessage(message).build();
  }
}
