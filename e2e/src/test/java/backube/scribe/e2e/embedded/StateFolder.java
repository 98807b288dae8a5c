package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What users may look up in the state folder. Read from its files, because a process for each look
 * would be most of what a scenario takes; {@code scribe local get} shows the same.
 */
record StateFolder(Path root) {
  private static final YAMLMapper YAML = new YAMLMapper();

  Status status(Resource resource) {
    return status(folder("resources", resource));
  }

  /** The status of every resource. */
  List<Status> statuses() {
    return list(root.resolve("resources")).stream()
        .flatMap(namespace -> list(namespace).stream())
        .map(StateFolder::status)
        .toList();
  }

  private static Status status(Path folder) {
    Path file = folder.resolve("resource.yaml");
    try {
      return new Status(YAML.readTree(file.toFile()).path("status"));
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      return new Status(MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> events(Resource resource) {
    List<String> events = new ArrayList<>();
    Path file = folder("resources", resource).resolve("events.jsonl");
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          JsonNode event = YAML.readTree(line);
          events.add(event.path("reason").asText() + ": " + event.path("message").asText());
        }
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log(Resource resource) {
    StringBuilder log = new StringBuilder();
    Path logs = folder("runs", resource).resolve("logs");
    try {
      for (Path file : list(logs)) {
        log.append(Files.readString(file));
      }
      return log.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ended runs have left: attempts, copies and things that are not in their place. */
  List<String> leftovers() {
    List<String> found = new ArrayList<>();
    for (String kind : List.of("runs", "copies")) {
      for (Path namespace : list(root.resolve(kind))) {
        for (Path owner : list(namespace)) {
          list(owner).stream()
              .filter(path -> !path.endsWith("logs"))
              .forEach(path -> found.add(root.relativize(path).toString()));
        }
      }
    }
    list(root.resolve("unfinished")).forEach(path -> found.add(root.relativize(path).toString()));
    return found;
  }

  private Path folder(String kind, Resource resource) {
    String direction = resource.kind() == Resource.Kind.SOURCE ? "src-" : "dst-";
    return root.resolve(kind).resolve("default").resolve(direction + resource.name());
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    } catch (NoSuchFileException e) {
      return List.of(); // gone meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
