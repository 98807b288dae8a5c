package backube.scribe.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBookTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "myns", "db");

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private StatePaths paths;
  private RequestBook book;

  @BeforeEach
  void open() throws IOException {
    paths = new StatePaths(folder);
    Files.createDirectories(paths.resource(KEY));
    book = new RequestBook(paths, () -> now, List.of(KEY));
  }

  @Test
  void aRequestSurvivesARestartUntilItIsDropped() {
    String token = book.ask(KEY, Optional.empty());
    assertThat(book.newest(KEY)).contains(token);
    assertThat(reopened().newest(KEY)).contains(token);

    book.drop(KEY);

    assertThat(book.newest(KEY)).isEmpty();
    assertThat(reopened().newest(KEY)).isEmpty();
  }

  @Test
  void aLaterTokenIsTheGreaterText() {
    String first = book.ask(KEY, Optional.empty());
    String second = book.ask(KEY, Optional.empty());
    now = now.plusSeconds(1);
    String third = book.ask(KEY, Optional.empty());

    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  void aClockThatJumpsBackDoesNotMakeATokenThatIsDoneAlready() {
    String done = book.ask(KEY, Optional.empty());
    book.drop(KEY);
    now = now.minusSeconds(100_000);

    assertThat(book.ask(KEY, Optional.of(done))).isGreaterThan(done);
  }

  private RequestBook reopened() {
    return new RequestBook(paths, () -> now, List.of(KEY));
  }
}
