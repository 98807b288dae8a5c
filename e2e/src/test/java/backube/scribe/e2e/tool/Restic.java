package backube.scribe.e2e.tool;

import backube.scribe.e2e.rig.Repository.Snapshot;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * restic on this machine, by hand.
 *
 * @param command restic, and what it is started by
 * @param directory where it works
 * @param environment that names the repository
 */
public record Restic(List<String> command, Path directory, Map<String, String> environment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The restic that movers use. */
  public static Restic of(Path directory, Map<String, String> environment) {
    return new Restic(List.of(Installation.restic().toString()), directory, environment);
  }

  /** The same, started by another command. */
  public Restic by(List<String> other) {
    return new Restic(other, directory, environment);
  }

  /** Its standard output; fails if it does. */
  public String run(String... arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(options(arguments));
    return Shell.run(directory, environment, line).orFail(line).out();
  }

  /** What it is called with, besides the repository. */
  public static List<String> options(String... arguments) {
    List<String> options = new ArrayList<>(List.of("--json", "--no-cache"));
    options.addAll(List.of(arguments));
    return options;
  }

  /** Its standard output as JSON values, one a line. */
  public List<JsonNode> json(String... arguments) {
    String text = run(arguments);
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonNode value = JSON.readTree(parser); value != null; value = JSON.readTree(parser)) {
        values.add(value);
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("restic did not print JSON: " + text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  /** Snapshots, oldest first. */
  public List<Snapshot> snapshots() {
    return json("snapshots", "--no-lock").stream()
        .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
        .sorted(Comparator.comparing(snapshot -> snapshot.path("time").asText()))
        .map(
            snapshot ->
                new Snapshot(
                    snapshot.path("id").asText(),
                    snapshot.path("hostname").asText(),
                    texts(snapshot.path("paths")),
                    texts(snapshot.path("tags")),
                    snapshot.path("parent").asText()))
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** Ids of the locks in the repository. */
  public List<String> locks() {
    return run("list", "locks", "--no-lock").lines().toList();
  }

  /** Reads everything and fails if something is wrong. */
  public void check() {
    run("check", "--read-data");
  }
}
