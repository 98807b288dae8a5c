package backube.scribe.local.manifest;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The manifests in use. A scan looks at the times of all files and reads those that changed; in
 * between, lookups answer from the last scan. May be called from any thread.
 */
public final class ManifestIndex {
  /** A file that changed this recently may change again without its time telling so. */
  private static final long GRAIN_MILLIS = 2_000;

  /** Most errors that a message about something else quotes. */
  private static final int MOST_TOLD = 3;

  private final ManifestFiles files;
  private final InstantSource clock;
  private Map<Path, FileEntry> entries = new TreeMap<>();
  private Map<String, FileEntry.Item> items = Map.of();
  private Set<String> twice = Set.of();
  private List<Problem> errors = List.of();
  private ManifestFiles.Found found = new ManifestFiles.Found(Map.of(), Set.of(), List.of());

  /**
   * @param roots absolute files and folders, or {@link Origin#STDIN}
   * @param standardInput what standard input held; empty if it is not used
   */
  public ManifestIndex(List<Path> roots, byte[] standardInput, InstantSource clock) {
    this(new ManifestFiles(roots, Optional.empty(), standardInput), clock);
  }

  private ManifestIndex(ManifestFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /** The same where the state folder may lie below a folder of manifests: it holds none. */
  public static ManifestIndex beside(
      Path state, List<Path> roots, byte[] standardInput, InstantSource clock) {
    return new ManifestIndex(new ManifestFiles(roots, Optional.of(state), standardInput), clock);
  }

  /**
   * What a scan found.
   *
   * @param fresh resources in files that were read, if they can be used
   * @param touched namespaces in which a file with anything else was read or vanished; the empty
   *     name stands for all of them
   * @param problems of all files, whether read now or before
   * @param folders that hold manifests, to be watched
   */
  public record Scan(
      List<Manifest.Replication> fresh,
      Set<String> touched,
      List<Problem> problems,
      Set<Path> folders) {}

  /** Looks at all files. */
  public synchronized Scan scan() {
    long now = clock.millis();
    found = files.find();
    List<Manifest.Replication> resources = new ArrayList<>();
    Set<String> touched = new TreeSet<>();
    Map<Path, FileEntry> next = new TreeMap<>();
    found
        .files()
        .forEach(
            (file, stamp) -> {
              FileEntry before = entries.get(file);
              if (before != null && before.certain() && before.stamp().equals(stamp)) {
                next.put(file, before);
                return;
              }
              boolean certain = now - stamp.modified() > GRAIN_MILLIS;
              FileEntry read = FileEntry.read(files, file, stamp, certain, before, resources);
              next.put(file, read);
              if (before == null || !before.stamp().equals(stamp)) {
                touch(before, touched);
                touch(read, touched);
              }
            });
    entries.forEach(
        (file, before) -> {
          if (!next.containsKey(file)) {
            touch(before, touched);
          }
        });
    entries = next;
    List<Problem> problems = new ArrayList<>(found.problems());
    entries.values().forEach(entry -> problems.addAll(entry.problems()));
    index(problems);
    errors = problems.stream().filter(Problem::error).toList();
    resources.removeIf(resource -> twice.contains(resource.identity()));
    return new Scan(resources, touched, problems, found.folders());
  }

  /** Whether the manifest of a resource, which came from {@code file}, was taken away. */
  public synchronized boolean gone(ResourceKey key, Path file) {
    String identity = key.toString();
    if (items.containsKey(identity) || twice.contains(identity) || !files.covers(file)) {
      return false;
    }
    FileEntry entry = entries.get(file);
    if (entry != null) {
      return entry.clean();
    }
    return found.problems().stream().noneMatch(problem -> file.startsWith(problem.file()));
  }

  /**
   * Whether the manifests describe the resource, or may: there is one of it, or the file that it
   * came from is in use and can't be understood as it is.
   */
  public synchronized boolean described(ResourceKey key, Path file) {
    String identity = key.toString();
    return items.containsKey(identity) || twice.contains(identity) || files.covers(file);
  }

  /**
   * Why the manifest of a resource that was read before can't be used now; empty if it can, or is
   * gone.
   *
   * @param file that the resource came from
   */
  public synchronized Optional<String> problem(ResourceKey key, Optional<Path> file) {
    if (items.containsKey(key.toString())) {
      return Optional.empty();
    }
    return errors.stream()
        .filter(
            problem ->
                problem.subject().equals(key.toString())
                    || (problem.subject().isEmpty()
                        && file.filter(problem.file()::equals).isPresent()))
        .map(Problem::toString)
        .findFirst();
  }

  /** The resources that have a usable manifest. */
  public synchronized Set<ResourceKey> resources() {
    Set<ResourceKey> keys = new TreeSet<>();
    for (FileEntry.Item item : items.values()) {
      if (item.key() != null) {
        keys.add(item.key());
      }
    }
    return keys;
  }

  /** The PersistentVolumeClaim of that name. */
  public synchronized Optional<Manifest.Claim> claim(String namespace, String name) {
    return Optional.ofNullable(items.get(Manifest.Claim.identity(namespace, name)))
        .map(FileEntry.Item::kept)
        .map(Manifest.Claim.class::cast);
  }

  /** The PersistentVolume of that name. */
  public synchronized Optional<Manifest.Volume> volume(String name) {
    return Optional.ofNullable(items.get(Manifest.Volume.identity(name)))
        .map(FileEntry.Item::kept)
        .map(Manifest.Volume.class::cast);
  }

  /** All PersistentVolumes, in the order of their files. */
  public synchronized List<Manifest.Volume> volumes() {
    List<Manifest.Volume> volumes = new ArrayList<>();
    for (FileEntry entry : entries.values()) {
      for (FileEntry.Item item : entry.items()) {
        if (item.kept() instanceof Manifest.Volume volume && items.containsKey(item.identity())) {
          volumes.add(volume);
        }
      }
    }
    return volumes;
  }

  /** Reads a Secret or ConfigMap from its file, as that is now; nothing of it is kept. */
  public Optional<Versioned> content(Ref.Kind kind, String namespace, String name) {
    String identity = Manifest.Content.identity(kind, namespace, name);
    FileEntry.Item item;
    FileEntry entry;
    synchronized (this) {
      item = items.get(identity);
      entry = item == null ? null : entries.get(item.origin().file());
    }
    if (item == null || entry == null) {
      return Optional.empty();
    }
    try {
      return entry
          .content(files, item)
          .map(
              found -> new Versioned(entry.stamp().modified() + "-" + entry.stamp().size(), found));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Says why an object is not there: there are errors in its manifest, or perhaps in a file that
   * can't be read at all.
   *
   * @param plain what to say if neither is known
   */
  public synchronized String missing(String identity, String plain) {
    String own = errors(problem -> problem.subject().equals(identity));
    if (!own.isEmpty()) {
      return identity + " can't be used: " + own;
    }
    String unread = errors(problem -> problem.subject().isEmpty());
    return unread.isEmpty() ? plain : plain + "; these can't be read: " + unread;
  }

  private String errors(Predicate<Problem> which) {
    return errors.stream()
        .filter(which)
        .limit(MOST_TOLD)
        .map(Problem::toString)
        .collect(Collectors.joining("; "));
  }

  /** Content with a version that changes whenever it does, and tells nothing about it. */
  public record Versioned(String version, Manifest.Content content) {}

  private static void touch(@Nullable FileEntry entry, Set<String> into) {
    if (entry != null) {
      entry.items().stream()
          .filter(item -> item.key() == null)
          .forEach(item -> into.add(item.namespace()));
    }
  }

  /** Rebuilds the lookup; what is described twice is left out of it. */
  private void index(List<Problem> problems) {
    Map<String, FileEntry.Item> unique = new HashMap<>();
    Set<String> doubled = new HashSet<>();
    Set<Path> again = new HashSet<>();
    for (FileEntry entry : entries.values()) {
      for (FileEntry.Item item : entry.items()) {
        FileEntry.Item first = unique.putIfAbsent(item.identity(), item);
        if (first != null) {
          doubled.add(item.identity());
          again.add(first.origin().file());
          again.add(item.origin().file());
          problems.add(duplicate(first, item));
        }
      }
    }
    again.forEach(file -> entries.computeIfPresent(file, (path, entry) -> entry.again()));
    unique.keySet().removeAll(doubled);
    items = unique;
    twice = doubled;
  }

  private static Problem duplicate(FileEntry.Item first, FileEntry.Item second) {
    Origin at = second.origin();
    return new Problem(
        Problem.Severity.ERROR,
        at.file(),
        at.document(),
        at.line(),
        second.identity(),
        "metadata.name",
        "the same object is in " + first.origin() + " too; neither is used until one is removed");
  }
}
