package backube.scribe.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One document of an {@code invalid-….yaml}. Its comments say what is to be expected:
 *
 * <ul>
 *   <li>{@code # refused: WORDS}: the API server does not take it, for which it gives these words
 *   <li>{@code # condition: REASON}: it is taken, and its condition has this reason
 *   <li>{@code # message: WORDS}: which stand in the condition's message
 *   <li>{@code # after a try}: that only a mover can find out
 * </ul>
 *
 * A document without any of these is what others need.
 */
record InvalidManifest(String file, String text, JsonNode json) {
  private static final Path FOLDER = Path.of("src/test/resources/invalid");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Every document of every file. */
  static List<InvalidManifest> all() throws IOException {
    List<InvalidManifest> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        for (String document : Files.readString(file).split("(?m)^---$", -1)) {
          all.add(
              new InvalidManifest(
                  file.getFileName().toString(), document, YAML.readTree(document)));
        }
      }
    }
    return all;
  }

  List<String> refused() {
    return comments("refused");
  }

  List<String> messages() {
    return comments("message");
  }

  String reason() {
    return String.join("", comments("condition"));
  }

  boolean afterATry() {
    return text.contains("# after a try\n");
  }

  boolean isForOthers() {
    return refused().isEmpty() && reason().isEmpty();
  }

  private List<String> comments(String what) {
    String start = "# " + what + ": ";
    return text.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  /** With its group. */
  String version() {
    return json.path("apiVersion").asText();
  }

  String group() {
    return version().substring(0, version().indexOf('/'));
  }

  String kind() {
    return json.path("kind").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  @Override
  public String toString() {
    return file + " (" + group() + ")";
  }
}
