package backube.scribe.local.manifest;

import backube.scribe.core.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
