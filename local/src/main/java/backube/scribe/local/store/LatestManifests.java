package backube.scribe.local.store;

import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.yaml.YamlReader;
import backube.scribe.local.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which files and folders the last controller was given: the default of the next one. */
public final class LatestManifests {
  private static final String FILE = "manifests.yaml";
  private static final String FIELD = "manifests";

  private LatestManifests() {}

  /** What was given last; empty if nothing is known. */
  public static List<Path> read(StatePaths paths) {
    try {
      return YamlReader.read(Files.readString(paths.root().resolve(FILE))).documents().stream()
          .map(YamlReader.Document::root)
          .filter(root -> root != null && root.plain() instanceof Map<?, ?>)
          .map(root -> ((Map<?, ?>) root.plain()).get(FIELD))
          .filter(List.class::isInstance)
          .flatMap(list -> ((List<?>) list).stream())
          .map(item -> Path.of(String.valueOf(item)))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Remembers; the folder must be held. */
  public static void write(StatePaths paths, List<Path> manifests) {
    Map<String, Object> document = Map.of(FIELD, manifests.stream().map(Path::toString).toList());
    try {
      DurableFile.writeLightly(
          paths.root().resolve(FILE), YamlWriter.write(document).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be written", e);
    }
  }
}
