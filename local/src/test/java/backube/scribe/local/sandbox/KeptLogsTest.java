package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLogsTest {
  @TempDir Path folder;

  @Test
  void theNewestAreKeptByTheOrderOfRunsAndRounds() throws Exception {
    Path logs = folder.resolve("logs");
    keep(logs, "1700000000-9");
    for (int round = 1; round <= 12; round++) {
      keep(logs, "1700000001-" + round);
    }
    try (Stream<Path> kept = Files.list(logs)) {
      assertThat(kept.map(log -> log.getFileName().toString()))
          .containsExactlyInAnyOrder(
              Stream.iterate(3, round -> round + 1)
                  .limit(10)
                  .map(round -> "1700000001-" + round + ".log")
                  .toArray(String[]::new));
    }
  }

  private void keep(Path logs, String name) throws Exception {
    Path attempt = Files.createDirectory(folder.resolve(name));
    Files.createFile(attempt.resolve("log"));
    new KeptLogs(logs).keep(attempt);
  }
}
