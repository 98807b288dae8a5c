package backube.scribe.testkit;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.Fragment;
import backube.scribe.core.section.UnsupportedSection;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that hold what a mover is expected to say: {@code schema-KIND.yaml} the schemas of its
 * sections, {@code in-NAME.yaml} facts (see {@link PlanFacts}) and {@code out-NAME.yaml} the plan
 * that they give. With the system property {@code goldens=write} differences are written instead of
 * reported.
 */
public final class Goldens {
  private final Path folder;
  private final boolean write;

  private Goldens(Path folder, boolean write) {
    this.folder = folder;
    this.write = write;
  }

  /** The goldens of a folder; differences are reported, or written if the property says so. */
  public static Goldens in(Path folder) {
    return new Goldens(folder, "write".equals(System.getProperty("goldens")));
  }

  /** The goldens of a folder, where differences are written. */
  public static Goldens writtenIn(Path folder) {
    return new Goldens(folder, true);
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** Compares the schemas of both sides. */
  public void fragments(DataMover mover) {
    fragment(mover.source(), Role.SOURCE);
    fragment(mover.destination(), Role.DESTINATION);
  }

  /** Compares the plan of every {@code in-NAME.yaml}, and finds plans without facts. */
  public void plans(DataMover mover) {
    Map<String, String> plans = plansOf(mover, folder);
    if (plans.isEmpty()) {
      throw new AssertionError(folder + " holds no in-NAME.yaml");
    }
    plans.forEach((name, plan) -> same("out-" + name + ".yaml", plan));
    List<String> unused =
        names(folder, "out-").stream().filter(name -> !plans.containsKey(name)).toList();
    if (!unused.isEmpty()) {
      throw new AssertionError(folder + ": plans without facts: " + unused);
    }
  }

  /** Compares a text with a file of the folder. */
  public void same(String fileName, String text) {
    Path file = folder.resolve(fileName);
    try {
      if (write) {
        Files.createDirectories(folder);
        Files.writeString(file, text);
      } else if (!Files.exists(file)) {
        throw new AssertionError(file + " is missing; write it with -Dgoldens=write");
      } else if (!Files.readString(file).equals(text)) {
        throw new AssertionError(difference(file, Files.readString(file), text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plans of all facts of a folder, as YAML, by the name of the facts. */
  static Map<String, String> plansOf(DataMover mover, Path folder) {
    Map<String, String> plans = new TreeMap<>();
    for (String name : names(folder, "in-")) {
      Path facts = folder.resolve("in-" + name + ".yaml");
      try {
        Plan plan = PlanFacts.read(Files.readString(facts)).plan(mover);
        plans.put(name, stored(plan));
      } catch (AssertionError e) {
        throw new AssertionError(facts + ": " + e.getMessage(), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plans;
  }

  private static String stored(Plan plan) throws JsonProcessingException {
    String json = Json.strict().writeValueAsString(plan);
    if (!Json.strict().readValue(json, Plan.class).equals(plan)) {
      throw new AssertionError("the plan does not come back equal when it was stored: " + json);
    }
    return Json.yaml().writeValueAsString(plan);
  }

  private void fragment(Optional<MoverSide<?, ?>> side, Role role) {
    if (side.isPresent()) {
      try {
        same("schema-" + role.kind() + ".yaml", Fragment.of(side.get(), role).yaml());
      } catch (UnsupportedSection e) {
        throw new AssertionError(role.kind() + ": " + e.getMessage(), e);
      }
    }
  }

  private static List<String> names(Path folder, String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(prefix) && name.endsWith(".yaml"))
          .map(name -> name.substring(prefix.length(), name.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String difference(Path file, String expected, String found) {
    List<String> lines = expected.lines().toList();
    List<String> others = found.lines().toList();
    int line = 0;
    while (line < lines.size()
        && line < others.size()
        && lines.get(line).equals(others.get(line))) {
      line++;
    }
    return "%s differs from line %d on%n  expected: %s%n  found:    %s%n%s"
        .formatted(
            file,
            line + 1,
            line < lines.size() ? lines.get(line) : "(end)",
            line < others.size() ? others.get(line) : "(end)",
            "if that is meant, write it with -Dgoldens=write");
  }
}
