package backube.scribe.local.store;

import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as lines of JSON beside their resource; of many only the latest are kept. */
public final class EventFiles implements Events {
  /** Name of the file in a resource's directory. */
  public static final String FILE = "events.jsonl";

  private static final Logger log = LoggerFactory.getLogger(EventFiles.class);
  private static final long MAX_BYTES = 64 * 1024;
  private static final int KEPT = 100;

  private final StatePaths paths;
  private final InstantSource clock;

  public EventFiles(StatePaths paths, InstantSource clock) {
    this.paths = paths;
    this.clock = clock;
  }

  @Override
  public synchronized void record(
      Replication about, Type type, String reason, String action, String message) {
    log.info("{}: {}: {}", about.key(), reason, message);
    Map<String, String> event = new LinkedHashMap<>();
    event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("type", type == Type.WARNING ? "Warning" : "Normal");
    event.put("reason", reason);
    event.put("action", action);
    event.put("message", message);
    Path file = paths.resource(about.key()).resolve(FILE);
    try {
      append(file, Json.strict().writeValueAsString(event) + "\n");
    } catch (IOException e) {
      log.error("{}: the event {} could not be kept: {}", about.key(), reason, e.toString());
    }
  }

  private static void append(Path file, String line) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.UTF_8.encode(line));
      if (channel.size() <= MAX_BYTES) {
        return;
      }
    } catch (NoSuchFileException e) {
      return; // the resource is gone, and its events with it
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> kept = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
    DurableFile.writeLightly(
        file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
