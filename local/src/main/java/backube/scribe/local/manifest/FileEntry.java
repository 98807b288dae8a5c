package backube.scribe.local.manifest;

import backube.scribe.core.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a file between scans.
 *
 * @param certain false if the next scan must read it again whatever its stamp says
 * @param items what it describes; after an error also what it described before
 * @param problems what is wrong with it
 */
record FileEntry(
    ManifestFiles.Stamp stamp, boolean certain, List<Item> items, List<Problem> problems) {
  /** As YAML counts lines. */
  private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u0085\u2028\u2029]");

  /**
   * An object in a file.
   *
   * @param key set for resources
   * @param kept set for volumes and claims: they are small
   * @param namespace empty for objects that have none
   */
  record Item(
      String identity,
      Origin origin,
      @Nullable ResourceKey key,
      @Nullable Manifest kept,
      String namespace) {}

  /** Whether everything in it can be used. */
  boolean clean() {
    return problems.stream().noneMatch(Problem::error);
  }

  /** Reads a Secret or ConfigMap from the file, as that is now. */
  Optional<Manifest.Content> content(ManifestFiles files, Item item) throws IOException {
    Path file = item.origin().file();
    String text = files.read(file);
    Optional<Manifest.Content> found = Optional.empty();
    if (certain && clean() && files.stamp(file).equals(stamp)) {
      found = content(file, part(text, item), item.identity());
    }
    return found.isPresent() ? found : content(file, text, item.identity());
  }

  private static Optional<Manifest.Content> content(Path file, String text, String identity) {
    return DocumentReader.read(file, text).manifests().stream()
        .filter(manifest -> manifest.identity().equals(identity))
        .map(Manifest.Content.class::cast)
        .findFirst();
  }

  /**
   * The lines of an item and little more: to parse a file of a thousand documents for each of them
   * takes long.
   *
   * @param text of the file in the state that this entry stands for; nothing may be wrong with it
   */
  private String part(String text, Item item) {
    int first = item.origin().line();
    int next =
        items.stream()
            .mapToInt(other -> other.origin().line())
            .filter(line -> line > first)
            .min()
            .orElse(Integer.MAX_VALUE);
    int from = 0;
    int to = text.length();
    Matcher end = LINE_END.matcher(text);
    for (int line = 2; line <= next && end.find(); line++) {
      from = line == first ? end.end() : from;
      to = line == next ? end.end() : to;
    }
    return text.substring(from, to);
  }

  /** The same, to be read again at the next scan. */
  FileEntry again() {
    return new FileEntry(stamp, false, items, problems);
  }

  /**
   * Reads a file.
   *
   * @param before what was remembered of it
   * @param resources receives its resources
   */
  static FileEntry read(
      ManifestFiles files,
      Path file,
      ManifestFiles.Stamp stamp,
      boolean certain,
      @Nullable FileEntry before,
      List<Manifest.Replication> resources) {
    List<Item> items = new ArrayList<>();
    List<Problem> problems;
    try {
      DocumentReader.Content content = DocumentReader.read(file, files.read(file));
      problems = content.problems();
      for (Manifest manifest : content.manifests()) {
        items.add(item(manifest));
        if (manifest instanceof Manifest.Replication resource) {
          resources.add(resource);
        }
      }
    } catch (IOException e) {
      problems = List.of(Problem.ofFile(file, 0, "can't be read: " + ManifestFiles.reason(e)));
    }
    if (before != null && problems.stream().anyMatch(Problem::error)) {
      Set<String> present = new HashSet<>();
      items.forEach(item -> present.add(item.identity()));
      before.items().stream()
          .filter(item -> item.kept() != null && present.add(item.identity()))
          .forEach(items::add);
    }
    return new FileEntry(stamp, certain, List.copyOf(items), List.copyOf(problems));
  }

  private static Item item(Manifest manifest) {
    boolean small = manifest instanceof Manifest.Volume || manifest instanceof Manifest.Claim;
    return new Item(
        manifest.identity(),
        manifest.origin(),
        manifest instanceof Manifest.Replication resource ? resource.key() : null,
        small ? manifest : null,
        namespace(manifest));
  }

  private static String namespace(Manifest manifest) {
    if (manifest instanceof Manifest.Replication resource) {
      return resource.key().namespace();
    }
    if (manifest instanceof Manifest.Claim claim) {
      return claim.namespace();
    }
    return manifest instanceof Manifest.Content content ? content.namespace() : "";
  }
}
