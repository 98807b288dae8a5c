package backube.scribe.local.store;

import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Resources;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of a state folder. Only the holder of the folder's lock has one; it keeps in memory
 * who they are and reads the rest from their files. Safe for any thread.
 */
public final class ResourceStore implements Resources {
  /** Names the file that a resource came from. */
  public static final String MANIFEST = "scribe.backube/manifest";

  private static final Logger log = LoggerFactory.getLogger(ResourceStore.class);

  private final StatePaths paths;
  private final InstantSource clock;
  private final Supplier<String> uids;
  private final Map<ResourceKey, Known> known = new HashMap<>();

  /** What is remembered of a resource. */
  private static final class Known {
    final Identity identity;
    long version;
    @Nullable String manifest;
    boolean deleted;
    boolean durable;

    Known(Identity identity) {
      this.identity = identity;
    }
  }

  /** What became of a manifest. */
  public enum Applied {
    /** The resource is new. */
    CREATED,
    /** Its spec or annotations are new. */
    CHANGED,
    /** It is as before. */
    UNCHANGED,
    /** Its deletion goes on; apply it again later. */
    BEING_DELETED
  }

  /**
   * Opens the store.
   *
   * @param uids makes a new one at each call
   * @throws StoreFailed if the folder can't be read
   */
  public ResourceStore(StatePaths paths, InstantSource clock, Supplier<String> uids) {
    this.paths = paths;
    this.clock = clock;
    this.uids = uids;
    for (Path namespace : ResourceView.list(paths.resources())) {
      ResourceView.list(namespace).forEach(this::load);
    }
  }

  private void load(Path folder) {
    Optional<Identity> identity = Identity.read(folder);
    Optional<ResourceView> view = ResourceView.read(folder);
    if (identity.isEmpty() || view.isEmpty()) {
      return; // what is left of it is used when its manifest is applied
    }
    Known entry = new Known(identity.get());
    entry.durable = true;
    entry.version = version(view.get());
    entry.manifest = view.get().annotations().get(MANIFEST);
    known.put(view.get().key(), entry);
  }

  private static long version(ResourceView view) {
    try {
      return Long.parseLong(view.text("metadata", "resourceVersion").orElse("0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** All resources, those being deleted included. */
  public synchronized Set<ResourceKey> keys() {
    return new TreeSet<>(known.keySet());
  }

  /** Makes the resource what its manifest wants. */
  public synchronized Applied apply(Desired desired) {
    ResourceKey key = desired.key();
    Known entry = known.get(key);
    if (entry != null && entry.deleted) {
      return Applied.BEING_DELETED;
    }
    Map<String, String> annotations = new LinkedHashMap<>(desired.annotations());
    if (entry != null) {
      entry.manifest = desired.manifest().toString();
    }
    annotations.put(MANIFEST, desired.manifest().toString());
    Replication before = entry == null ? null : read(key).orElse(null);
    if (entry == null || before == null) {
      create(desired, annotations, entry);
      return Applied.CREATED;
    }
    boolean same = ResourceFile.plain(before.spec()).equals(ResourceFile.plain(desired.spec()));
    ReplicationStatus status = ManifestCondition.without(before.status());
    if (same && before.annotations().equals(annotations) && status.equals(before.status())) {
      return Applied.UNCHANGED;
    }
    Replication after =
        new Replication(
            key,
            before.uid(),
            before.created(),
            Long.toString(++entry.version),
            false,
            annotations,
            desired.sourcePvc(),
            desired.spec(),
            status);
    write(after, false);
    return same ? Applied.UNCHANGED : Applied.CHANGED;
  }

  /** The manifest of a resource can't be used; the resource stays as it is and says so. */
  public synchronized void unusable(ResourceKey key, String problem) {
    read(key)
        .filter(resource -> !resource.deleted())
        .ifPresent(
            resource ->
                writeStatus(
                    resource, ManifestCondition.with(resource.status(), problem, clock.instant())));
  }

  private void create(Desired desired, Map<String, String> annotations, @Nullable Known was) {
    Path folder = paths.resource(desired.key());
    Identity identity =
        was != null
            ? was.identity
            : Identity.read(folder)
                .orElseGet(
                    () ->
                        new Identity(uids.get(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    Known entry = new Known(identity);
    entry.version = was == null ? 1 : was.version + 1;
    entry.manifest = desired.manifest().toString();
    try {
      DurableFile.createFolders(folder);
      identity.write(folder);
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be written", e);
    }
    known.put(desired.key(), entry);
    write(
        new Replication(
            desired.key(),
            identity.uid(),
            identity.created(),
            Long.toString(entry.version),
            false,
            annotations,
            desired.sourcePvc(),
            desired.spec(),
            ReplicationStatus.EMPTY),
        false);
  }

  @Override
  public synchronized Optional<Replication> read(ResourceKey key) {
    Known entry = known.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      Optional<Replication> found =
          ResourceView.of(paths, key)
              .map(view -> ResourceFile.read(view, entry.identity, entry.deleted));
      if (found.isEmpty()) {
        log.error("{}: its file {} is lost or damaged", key, paths.resource(key));
      }
      return found;
    } catch (IllegalArgumentException e) {
      log.error("{}: its file {} can't be understood", key, paths.resource(key), e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Replication> readLive(ResourceKey key) {
    return read(key);
  }

  @Override
  public synchronized Optional<Replication> writeStatus(
      Replication read, ReplicationStatus status) {
    Known entry = known.get(read.key());
    if (entry == null
        || !entry.identity.uid().equals(read.uid())
        || !Long.toString(entry.version).equals(read.version())) {
      return Optional.empty();
    }
    if (read.status().equals(status)) {
      return Optional.of(read);
    }
    entry.version++;
    Replication written =
        new Replication(
            read.key(),
            read.uid(),
            read.created(),
            Long.toString(entry.version),
            read.deleted(),
            read.annotations(),
            read.sourcePvc(),
            read.spec(),
            status);
    if (!entry.durable) {
      makeDurable(read.key());
      entry.durable = true;
    }
    write(written, true);
    return Optional.of(written);
  }

  /** The file that the resource came from. */
  public synchronized Optional<Path> manifest(ResourceKey key) {
    return Optional.ofNullable(known.get(key))
        .flatMap(entry -> Optional.ofNullable(entry.manifest))
        .map(Path::of);
  }

  /** Whether the deletion of the resource has begun. */
  public synchronized boolean deleted(ResourceKey key) {
    Known entry = known.get(key);
    return entry != null && entry.deleted;
  }

  /** Begins the deletion of a resource: from now on it reads as deleted. */
  public synchronized void delete(ResourceKey key) {
    Known entry = known.get(key);
    if (entry != null) {
      entry.deleted = true;
    }
  }

  /** Forgets a deleted resource, whose objects are gone. */
  public synchronized void forget(ResourceKey key) {
    known.remove(key);
    Path folder = paths.resource(key);
    try {
      // The file that makes it a resource goes first: what is left then means nothing.
      Files.deleteIfExists(folder.resolve(ResourceView.FILE));
      for (Path file : ResourceView.list(folder)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new StoreFailed(key + ": can't be removed from the state folder", e);
    }
  }

  private void makeDurable(ResourceKey key) {
    Path folder = paths.resource(key);
    try {
      DurableFile.sync(folder.resolve(Identity.FILE));
      DurableFile.sync(folder.resolveSibling("."));
      DurableFile.sync(paths.resources());
    } catch (IOException e) {
      throw new StoreFailed(key + ": the state folder can't be written", e);
    }
  }

  private void write(Replication resource, boolean durable) {
    try {
      Path file = paths.resource(resource.key()).resolve(ResourceView.FILE);
      byte[] content = ResourceFile.write(resource).getBytes(StandardCharsets.UTF_8);
      if (durable) {
        DurableFile.write(file, content);
      } else {
        DurableFile.writeLightly(file, content);
      }
    } catch (IOException e) {
      throw new StoreFailed(resource.key() + ": the state folder can't be written", e);
    }
  }
}
