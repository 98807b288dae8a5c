package backube.scribe.kubernetes.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrapeAccessTest {
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Counting reviews = new Counting();
  private final ScrapeAccess access = new ScrapeAccess(reviews, () -> now);

  @Test
  void theClusterIsAskedOncePerMinuteForOneWhoMay() {
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.ALLOWED);
    now = now.plusSeconds(59);
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.ALLOWED);
    assertThat(reviews.asked).isEqualTo(1);

    now = now.plusSeconds(1);
    reviews.allows = false;
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.DENIED);
  }

  @Test
  void aRefusalIsAskedForAnewSooner() {
    reviews.allows = false;
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.DENIED);

    reviews.allows = true;
    now = now.plusSeconds(10);
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.ALLOWED);
  }

  @Test
  void aCheckThatFailedIsNotRemembered() {
    reviews.breaks = true;
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.UNDECIDED);

    reviews.breaks = false;
    assertThat(check("prometheus")).isEqualTo(ScrapeAccess.Verdict.ALLOWED);
  }

  @Test
  void oneTokenSaysNothingOfAnotherOneOrAnotherVerb() {
    check("prometheus");
    reviews.allows = false;

    assertThat(check("other")).isEqualTo(ScrapeAccess.Verdict.DENIED);
    assertThat(access.check("prometheus", "head", "/metrics"))
        .isEqualTo(ScrapeAccess.Verdict.DENIED);
  }

  private ScrapeAccess.Verdict check(String token) {
    return access.check(token, "get", "/metrics");
  }

  private static final class Counting implements Reviews {
    int asked;
    boolean allows = true;
    boolean breaks;

    @Override
    public Optional<User> user(String token) {
      asked++;
      if (breaks) {
        throw new IllegalStateException("the API server is away");
      }
      return Optional.of(new User(token, "", List.of(), Map.of()));
    }

    @Override
    public boolean allowed(User user, String verb, String path) {
      return allows;
    }
  }
}
