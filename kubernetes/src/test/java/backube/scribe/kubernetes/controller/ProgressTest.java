package backube.scribe.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "ns", "one");

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Progress progress = new Progress(() -> now);

  @Test
  void aPassThatDoesNotEndIsNamedAfterLongerThanAnyRequestMayTake() {
    progress.begins(KEY);
    now = now.plus(Duration.ofMinutes(15));
    assertThat(progress.stuck()).isEmpty();

    now = now.plusSeconds(1);
    assertThat(progress.stuck())
        .contains(
            "a pass over ReplicationSource ns/one began at 2026-01-01T12:00:00Z and has not ended");
  }

  @Test
  void aPassThatEndedIsForgotten() {
    progress.begins(KEY);
    progress.ends(KEY);
    now = now.plus(Duration.ofDays(1));

    assertThat(progress.stuck()).isEmpty();
  }
}
