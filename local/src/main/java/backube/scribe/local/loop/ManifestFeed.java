package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.manifest.Manifest;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.manifest.Problem;
import backube.scribe.local.store.Desired;
import backube.scribe.local.store.ResourceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes the store follow the manifests. A manifest that can't be used leaves its resource as it is;
 * one that is taken away deletes it, a moment later, since editors and version control replace
 * files. Used by the loop's thread alone.
 */
public final class ManifestFeed {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ManifestIndex manifests;
  private final ResourceStore store;
  private final InstantSource clock;
  private final Notices notices;
  private final Predicate<ResourceKey> scope;
  private final Set<ResourceKey> active = new TreeSet<>();
  private final Map<ResourceKey, Desired> postponed = new HashMap<>();
  private final Map<ResourceKey, Instant> missing = new HashMap<>();
  private Set<Problem> known = Set.of();
  private Set<Path> folders = Set.of();

  /**
   * @param scope which resources are followed; others are left as they are
   */
  public ManifestFeed(
      ManifestIndex manifests,
      ResourceStore store,
      InstantSource clock,
      Notices notices,
      Predicate<ResourceKey> scope) {
    this.manifests = manifests;
    this.store = store;
    this.clock = clock;
    this.notices = notices;
    this.scope = scope;
  }

  /**
   * Looks at the manifests.
   *
   * @return the resources to look at
   */
  public Set<ResourceKey> refresh() {
    ManifestIndex.Scan scan = manifests.scan();
    folders = scan.folders();
    boolean news = tell(scan);
    Set<ResourceKey> awake = new LinkedHashSet<>();
    for (Manifest.Replication fresh : scan.fresh()) {
      if (scope.test(fresh.key())) {
        apply(desired(fresh), awake);
      }
    }
    boolean everywhere = scan.touched().contains("");
    for (ResourceKey key : store.keys()) {
      if (!scope.test(key)) {
        continue;
      }
      follow(key, awake);
      if (news) {
        manifests.problem(key, store.manifest(key)).ifPresent(text -> store.unusable(key, text));
      }
      if (everywhere || scan.touched().contains(key.namespace())) {
        awake.add(key);
      }
    }
    awake.retainAll(active);
    return awake;
  }

  /** The resources that the manifests describe, or described before they were broken. */
  public Set<ResourceKey> active() {
    return Set.copyOf(active);
  }

  /** Other resources in the store, but for those whose manifest was taken away. */
  public Set<ResourceKey> others() {
    Set<ResourceKey> others = new TreeSet<>(store.keys());
    others.removeAll(active);
    others.removeIf(
        key -> store.manifest(key).filter(file -> manifests.gone(key, file)).isPresent());
    return others;
  }

  /** Folders to watch. */
  public Set<Path> folders() {
    return folders;
  }

  /** A deleted resource is gone; makes it anew if there is a manifest of it again. */
  public Set<ResourceKey> forgotten(ResourceKey key) {
    active.remove(key);
    missing.remove(key);
    Set<ResourceKey> awake = new HashSet<>();
    Optional.ofNullable(postponed.remove(key)).ifPresent(desired -> apply(desired, awake));
    return awake;
  }

  private void apply(Desired desired, Set<ResourceKey> awake) {
    ResourceKey key = desired.key();
    boolean known = active.add(key);
    ResourceStore.Applied applied = store.apply(desired);
    if (applied == ResourceStore.Applied.BEING_DELETED) {
      postponed.put(key, desired);
    } else if (known || applied != ResourceStore.Applied.UNCHANGED) {
      awake.add(key);
    }
  }

  private void follow(ResourceKey key, Set<ResourceKey> awake) {
    Optional<Path> file = store.manifest(key);
    if (store.deleted(key) || file.isEmpty()) {
      return;
    }
    if (!manifests.gone(key, file.get())) {
      missing.remove(key);
      if (!active.contains(key) && manifests.described(key, file.get())) {
        active.add(key);
        awake.add(key);
      }
      return;
    }
    Instant now = clock.instant();
    Instant since = missing.putIfAbsent(key, now);
    if (since != null && !now.isBefore(since.plus(GRACE))) {
      notices.about(key, "its manifest is gone from " + file.get() + ": deleting the resource");
      store.delete(key);
      active.add(key);
      awake.add(key);
    }
  }

  /** Tells of new problems; returns whether there are other ones than at the last scan. */
  private boolean tell(ManifestIndex.Scan scan) {
    Set<Problem> found = new LinkedHashSet<>(scan.problems());
    found.stream().filter(problem -> !known.contains(problem)).forEach(notices::problem);
    boolean news = !found.equals(known);
    known = found;
    return news;
  }

  private static Desired desired(Manifest.Replication manifest) {
    return new Desired(
        manifest.key(),
        manifest.annotations(),
        manifest.sourcePvc(),
        manifest.spec(),
        manifest.origin().file());
  }
}
