package backube.scribe.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.6Z");
  private static final Replication RESOURCE =
      new Replication(
          new ResourceKey(Role.SOURCE, "myns", "db"),
          "uid",
          NOW,
          "1",
          false,
          Map.of(),
          Optional.empty(),
          new ReplicationSourceSpec(null, null, null, null, null, Map.of()),
          ReplicationStatus.EMPTY);

  @TempDir Path folder;

  @Test
  void anEventIsALine() throws IOException {
    StatePaths paths = new StatePaths(folder);
    Files.createDirectories(paths.resource(RESOURCE.key()));
    events(paths).record(RESOURCE, Events.Type.WARNING, "Locked", "Sync", "a \"lock\"\nof others");

    assertThat(file(paths))
        .hasContent(
            "{\"time\":\"2026-01-02T03:04:05Z\",\"type\":\"Warning\",\"reason\":\"Locked\","
                + "\"action\":\"Sync\",\"message\":\"a \\\"lock\\\"\\nof others\"}\n");
  }

  @Test
  void onlyTheLatestOfManyAreKept() throws IOException {
    StatePaths paths = new StatePaths(folder);
    Files.createDirectories(paths.resource(RESOURCE.key()));
    Events events = events(paths);
    for (int i = 0; i < 2000; i++) {
      events.record(RESOURCE, Events.Type.NORMAL, "SyncSucceeded", "Sync", "number " + i);
    }

    assertThat(Files.size(file(paths))).isLessThan(70_000);
    assertThat(Files.readAllLines(file(paths))).last().asString().contains("number 1999");
  }

  @Test
  void anEventAboutAResourceThatIsGoneFailsNobody() {
    StatePaths paths = new StatePaths(folder);

    events(paths).record(RESOURCE, Events.Type.NORMAL, "SyncSucceeded", "Sync", "late");

    assertThat(file(paths)).doesNotExist();
  }

  private static Events events(StatePaths paths) {
    return new EventFiles(paths, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Path file(StatePaths paths) {
    return paths.resource(RESOURCE.key()).resolve("events.jsonl");
  }
}
