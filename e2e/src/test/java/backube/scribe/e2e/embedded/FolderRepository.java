package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Volume;
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

/** A repository in a folder of this machine. */
record FolderRepository(String secret, Path folder, String password) implements Repository {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String manifest(String wanted) {
    return """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
        stringData:
          RESTIC_REPOSITORY: "%s"
          RESTIC_PASSWORD: "%s"
        """
        .formatted(secret, folder, wanted);
  }

  @Override
  public List<JsonNode> restic(String... arguments) {
    return json(run(Installation.restic(), folder.getParent(), arguments));
  }

  @Override
  public void resticAtData(Volume volume, String... arguments) {
    atData(Installation.restic(), volume, arguments);
  }

  @Override
  public void resticOfVersionAtData(String version, Volume volume, String... arguments) {
    atData(Installation.resticOfVersion(version), volume, arguments);
  }

  private void atData(Path restic, Volume volume, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bwrap", "--dev", "/dev", "--proc", "/proc"));
    command.addAll(List.of("--tmpfs", "/tmp")); // first: everything else may lie below it
    for (String system : List.of("/usr", "/lib", "/lib64", restic.getParent().toString())) {
      command.addAll(List.of("--ro-bind-try", system, system));
    }
    command.addAll(List.of("--bind", folder.getParent().toString(), folder.getParent().toString()));
    command.addAll(List.of("--ro-bind", ((FolderVolume) volume).folder().toString(), "/data"));
    command.addAll(List.of("--chdir", "/data", "--", restic.toString()));
    run(command, folder.getParent(), arguments);
  }

  private String run(Path restic, Path directory, String... arguments) {
    return run(List.of(restic.toString()), directory, arguments);
  }

  private String run(List<String> restic, Path directory, String... arguments) {
    List<String> command = new ArrayList<>(restic);
    command.addAll(List.of("--json", "--no-cache"));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of("RESTIC_REPOSITORY", folder.toString(), "RESTIC_PASSWORD", password);
    return Shell.run(directory, environment, command).orFail(command).out();
  }

  private static List<JsonNode> json(String text) {
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

  @Override
  public List<Snapshot> snapshots() {
    return restic("snapshots", "--no-lock").stream()
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

  @Override
  public List<String> locks() {
    return run(Installation.restic(), folder.getParent(), "list", "locks", "--no-lock")
        .lines()
        .toList();
  }

  @Override
  public void check() {
    run(Installation.restic(), folder.getParent(), "check", "--read-data");
  }

  @Override
  public void run(String script) {
    Shell.script(folder, script);
  }
}
