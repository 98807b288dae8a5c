package backube.scribe.local.loop;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.manifest.Problem;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ResourceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFeedTest {
  private static final ResourceKey A = new ResourceKey(Role.SOURCE, "default", "a");
  private static final ResourceKey B = new ResourceKey(Role.SOURCE, "default", "b");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private final AtomicInteger uids = new AtomicInteger();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private Path manifests;
  private ResourceStore store;
  private ManifestFeed feed;

  private final Notices notices =
      new Notices() {
        @Override
        public void problem(Problem problem) {
          told.add(problem.message());
        }

        @Override
        public void about(ResourceKey key, String message) {
          told.add(key.name() + ": " + message);
        }
      };

  @BeforeEach
  void open() throws IOException {
    manifests = Files.createDirectory(folder.resolve("manifests"));
    start(any -> true);
  }

  private void start(Predicate<ResourceKey> scope) {
    store =
        new ResourceStore(
            new StatePaths(folder.resolve("state")), () -> now, () -> "" + uids.incrementAndGet());
    feed =
        new ManifestFeed(
            new ManifestIndex(List.of(manifests), new byte[0], () -> now),
            store,
            () -> now,
            notices,
            scope);
  }

  @Test
  void aNewManifestMakesAResourceAndWakesIt() throws IOException {
    write("a", "@daily");

    assertThat(feed.refresh()).containsExactly(A);
    assertThat(feed.active()).containsExactly(A);
    assertThat(store.keys()).containsExactly(A);
    assertThat(feed.refresh()).isEmpty();
  }

  @Test
  void aManifestThatCantBeUsedAnyMoreIsToldInTheConditionUntilItCan() throws IOException {
    write("a", "@daily");
    feed.refresh();
    Path file = manifests.resolve("a.yaml");
    String good = Files.readString(file);

    Files.writeString(file, good + "\nkind: again\n");
    feed.refresh();
    assertThat(condition(A)).startsWith("False InvalidManifest " + file).contains("duplicate key");

    Files.writeString(file, good);
    feed.refresh();
    assertThat(condition(A)).isEmpty();

    Path copy = Files.writeString(manifests.resolve("b.yaml"), good);
    feed.refresh();
    assertThat(condition(A)).contains("the same object is in " + file);

    Files.delete(copy);
    start(any -> true);
    feed.refresh();
    assertThat(condition(A)).as("after a restart").isEmpty();
  }

  private String condition(ResourceKey key) {
    return store.read(key).orElseThrow().status().conditions().stream()
        .filter(condition -> condition.getType().equals("ManifestUsable"))
        .map(c -> c.getStatus() + " " + c.getReason() + " " + c.getMessage())
        .findFirst()
        .orElse("");
  }

  @Test
  void anEditWakesOnlyItsResource() throws IOException {
    write("a", "@daily");
    write("b", "@daily");
    feed.refresh();
    write("b", "@hourly");

    assertThat(feed.refresh()).containsExactly(B);
    assertThat(store.read(B).orElseThrow().spec().trigger().schedule()).isEqualTo("@hourly");
  }

  @Test
  void aSecretWakesItsNamespace() throws IOException {
    write("a", "@daily");
    feed.refresh();
    Files.writeString(
        manifests.resolve("s.yaml"),
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {K: v}\n");

    assertThat(feed.refresh()).containsExactly(A);

    Files.writeString(
        manifests.resolve("s.yaml"),
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: other}\nstringData: {}\n");
    feed.refresh();
    Files.writeString(
        manifests.resolve("s.yaml"),
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: other}\nstringData: {a: b}\n");
    assertThat(feed.refresh()).isEmpty();
  }

  @Test
  void aBrokenManifestLeavesItsResourceAsItIsAndIsToldOnce() throws IOException {
    write("a", "@daily");
    feed.refresh();
    Files.writeString(manifests.resolve("a.yaml"), "{");

    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(10);
      feed.refresh();
    }

    assertThat(store.read(A).orElseThrow().spec().trigger().schedule()).isEqualTo("@daily");
    assertThat(store.deleted(A)).isFalse();
    assertThat(feed.active()).containsExactly(A);
    assertThat(told).hasSize(1).first().asString().startsWith("not YAML");
  }

  @Test
  void aResourceWhoseManifestIsBrokenAtTheStartGoesOn() throws IOException {
    write("a", "@daily");
    feed.refresh();
    Files.writeString(manifests.resolve("a.yaml"), "{");

    start(any -> true);
    feed.refresh();

    assertThat(feed.active()).containsExactly(A);
    assertThat(store.read(A).orElseThrow().spec().trigger().schedule()).isEqualTo("@daily");
  }

  @Test
  void aManifestThatIsTakenAwayDeletesItsResourceAMomentLater() throws IOException {
    Path file = write("a", "@daily");
    write("b", "@daily");
    feed.refresh();
    Files.delete(file);

    feed.refresh();
    now = now.plusSeconds(4);
    feed.refresh();
    assertThat(store.deleted(A)).isFalse();

    now = now.plusSeconds(2);
    assertThat(feed.refresh()).containsExactly(A);
    assertThat(store.deleted(A)).isTrue();
    assertThat(told)
        .containsExactly("a: its manifest is gone from " + file + ": deleting the resource");
  }

  @Test
  void aFileThatIsReplacedDeletesNothing() throws IOException {
    Path file = write("a", "@daily");
    feed.refresh();
    Files.delete(file);
    feed.refresh();
    write("a", "@hourly");
    now = now.plusSeconds(60);
    feed.refresh();
    now = now.plusSeconds(60);
    feed.refresh();

    assertThat(store.deleted(A)).isFalse();
    assertThat(store.read(A).orElseThrow().uid()).isEqualTo("1");
  }

  @Test
  void aFolderThatVanishesDeletesNothing() throws IOException {
    Path file = write("a", "@daily");
    feed.refresh();
    Files.delete(file);
    Files.delete(manifests);

    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(10);
      feed.refresh();
    }

    assertThat(store.deleted(A)).isFalse();
  }

  @Test
  void aFolderThatHoldsNothingAnyMoreDeletesNothingAndIsTold() throws IOException {
    Path file = write("a", "@daily");
    feed.refresh();
    Files.delete(file); // as where a disk is not mounted

    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(10);
      feed.refresh();
    }

    assertThat(store.deleted(A)).isFalse();
    assertThat(told).singleElement().asString().startsWith("holds no manifest (*.yaml");
  }

  @Test
  void aResourceThatComesBackWhileItIsDeletedIsMadeAnew() throws IOException {
    Path file = write("a", "@daily");
    write("b", "@daily");
    feed.refresh();
    Files.delete(file);
    feed.refresh();
    now = now.plusSeconds(6);
    feed.refresh();
    write("a", "@hourly");
    feed.refresh();
    assertThat(store.deleted(A)).isTrue();

    store.forget(A);
    assertThat(feed.forgotten(A)).containsExactly(A);

    assertThat(store.read(A).orElseThrow().uid()).isEqualTo("3");
    assertThat(feed.active()).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void onlyTheResourceThatIsMeantIsTouched() throws IOException {
    write("a", "@daily");
    write("b", "@daily");
    feed.refresh();
    Files.delete(manifests.resolve("b.yaml"));
    write("a", "@hourly");
    start(A::equals);

    feed.refresh();
    now = now.plusSeconds(60);
    feed.refresh();

    assertThat(feed.active()).containsExactly(A);
    assertThat(store.deleted(B)).isFalse();
    assertThat(store.read(A).orElseThrow().spec().trigger().schedule()).isEqualTo("@hourly");
  }

  @Test
  void othersAreThoseThatAreNotFollowedUnlessTheirManifestIsGone() throws IOException {
    write("a", "@daily");
    Path b = write("b", "@daily");
    feed.refresh();
    start(A::equals);
    feed.refresh();
    assertThat(feed.others()).containsExactly(B);

    Files.writeString(b, "{");
    feed.refresh();
    assertThat(feed.others()).containsExactly(B);

    Files.delete(b);
    feed.refresh();
    assertThat(feed.others()).isEmpty();
  }

  private Path write(String name, String schedule) throws IOException {
    return Files.writeString(
        manifests.resolve(name + ".yaml"),
        "apiVersion: scribe.backube/v1alpha1\nkind: ReplicationSource\nmetadata: {name: "
            + name
            + "}\nspec: {trigger: {schedule: '"
            + schedule
            + "'}, restic: {}}\n");
  }
}
