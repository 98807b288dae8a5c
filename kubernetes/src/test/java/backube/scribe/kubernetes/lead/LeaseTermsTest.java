package backube.scribe.kubernetes.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTermsTest {
  @Test
  void aHolderKnowsThatItLostTheLeaseBeforeAnotherOneCanHaveIt() {
    LeaseTerms terms = terms(15, 10, 2);
    Duration last = terms.deadline().plus(terms.request()).plus(terms.retry());

    assertThat(last).isLessThan(terms.duration());
  }

  @Test
  void termsThatNobodyCanKeepAreRefused() {
    assertThatThrownBy(() -> terms(10, 10, 2)).hasMessageContaining("can't be held");
    assertThatThrownBy(() -> terms(15, 10, 5)).hasMessageContaining("can't be held");
  }

  private static LeaseTerms terms(int duration, int deadline, int retry) {
    return new LeaseTerms(
        "ns",
        "lease",
        "me",
        Duration.ofSeconds(duration),
        Duration.ofSeconds(deadline),
        Duration.ofSeconds(retry));
  }
}
