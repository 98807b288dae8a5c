package backube.scribe.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Awaited.Kind;
import backube.scribe.core.resource.Awaited.Named;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwaitedObjectsTest {
  private static final ResourceKey DB = new ResourceKey(Role.SOURCE, "shop", "db");
  private static final ResourceKey WEB = new ResourceKey(Role.SOURCE, "shop", "web");
  private static final Named REPO = new Named(Kind.SECRET, "repo");
  private static final Named CLAIM = new Named(Kind.CLAIM, "data");

  private final Fake watches = new Fake();
  private final List<ResourceKey> woken = new ArrayList<>();
  private final AwaitedObjects objects = new AwaitedObjects(watches, woken::add, Runnable::run);

  @Test
  void aChangeWakesEveryoneWhoWaitsForIt() {
    objects.awaits(DB, Set.of(REPO, CLAIM));
    objects.awaits(WEB, Set.of(REPO));
    watches.open.get("SECRET repo").changed().run();

    assertThat(woken).containsExactlyInAnyOrder(DB, WEB);
  }

  @Test
  void oneObjectIsWatchedOnceAndOnlyAsLongAsSomebodyWaitsForIt() {
    objects.awaits(DB, Set.of(REPO));
    objects.awaits(DB, Set.of(REPO));
    objects.awaits(WEB, Set.of(REPO));
    assertThat(watches.opened).isEqualTo(1);

    objects.awaits(DB, Set.of());
    assertThat(watches.open).containsOnlyKeys("SECRET repo");
    objects.awaits(WEB, Set.of(CLAIM));
    assertThat(watches.open).containsOnlyKeys("CLAIM data");
  }

  @Test
  void aWatchThatEndedByItselfIsOpenedAnewByTheNextPass() {
    objects.awaits(DB, Set.of(REPO, CLAIM));
    watches.open.remove("SECRET repo").ended().run();
    assertThat(woken).containsExactly(DB);
    assertThat(watches.open).isEmpty();

    objects.awaits(DB, Set.of(REPO, CLAIM));
    assertThat(watches.open).containsOnlyKeys("SECRET repo", "CLAIM data");
  }

  @Test
  void thereAreNeverManyOfThem() {
    for (int i = 0; i < 300; i++) {
      objects.awaits(
          new ResourceKey(Role.SOURCE, "shop", "db" + i), Set.of(new Named(Kind.SECRET, "s" + i)));
    }

    assertThat(watches.open).hasSize(200);
  }

  @Test
  void anObjectThatCanNotBeWatchedHarmsNobody() {
    watches.refuses = true;
    objects.awaits(DB, Set.of(REPO));
    objects.awaits(DB, Set.of());

    assertThat(watches.open).isEmpty();
  }

  @Test
  void closingEndsAllWatches() {
    objects.awaits(DB, Set.of(REPO, CLAIM));
    objects.close();

    assertThat(watches.open).isEmpty();
  }

  /** Watches in memory. */
  private static final class Fake implements AwaitedObjects.Watches {
    final Map<String, Opened> open = new LinkedHashMap<>();
    int opened;
    boolean refuses;

    record Opened(Runnable changed, Runnable ended) {}

    @Override
    public AutoCloseable open(AwaitedObjects.Target target, Runnable changed, Runnable ended) {
      if (refuses) {
        throw new IllegalStateException("forbidden");
      }
      String name = target.named().kind() + " " + target.named().name();
      opened++;
      open.put(name, new Opened(changed, ended));
      return () -> open.remove(name);
    }
  }
}
