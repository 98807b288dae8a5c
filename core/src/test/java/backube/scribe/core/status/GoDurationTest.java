package backube.scribe.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000000007S, 7ns",
    "PT0.0000015S, 1.5µs",
    "PT0.25S, 250ms",
    "PT1S, 1s",
    "PT30.038338887S, 30.038338887s",
    "PT6M44.667488732S, 6m44.667488732s",
    "PT1H3S, 1h0m3s",
    "PT100H1M0.5S, 100h1m0.5s",
  })
  void printsAsGoDoes(Duration duration, String printed) {
    assertThat(GoDuration.print(duration)).isEqualTo(printed);
  }
}
