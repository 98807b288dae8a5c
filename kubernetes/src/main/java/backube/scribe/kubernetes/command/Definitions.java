package backube.scribe.kubernetes.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.json.YamlDocuments;
import backube.scribe.core.json.YamlRefused;
import backube.scribe.kubernetes.definition.ClusterDefinitions;
import backube.scribe.kubernetes.definition.DefinitionRefused;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Definitions of resources that somebody has, by name. */
interface Definitions {
  /** The definition of that name. */
  Optional<JsonNode> find(String name);

  /** Those in a file, or in the files of a folder. */
  static Definitions in(Path place) {
    Map<String, JsonNode> found = new HashMap<>();
    for (Path file : files(place)) {
      for (JsonNode document : documents(file)) {
        if ("CustomResourceDefinition".equals(document.path("kind").asText())) {
          found.put(document.at("/metadata/name").asText(), document);
        }
      }
    }
    return name -> Optional.ofNullable(found.get(name));
  }

  /** Those of a cluster. */
  static Definitions of(KubernetesClient client) {
    return name -> {
      try {
        return new ClusterDefinitions(client).find(name);
      } catch (DefinitionRefused e) {
        throw new CommandFailed(ExitCodes.REFUSED, "the cluster can't be asked: " + e.message());
      }
    };
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(place, e);
    }
  }

  private static List<JsonNode> documents(Path file) {
    try {
      return YamlDocuments.read(Files.readString(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (YamlRefused e) {
      throw new CommandFailed(ExitCodes.USAGE, file + ": " + e.getMessage());
    }
  }

  private static CommandFailed unreadable(Path place, IOException e) {
    return new CommandFailed(ExitCodes.USAGE, place + " can't be read: " + e);
  }
}
