package backube.scribe.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.MoverStatus;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.Trigger;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.StatePaths;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceStoreTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "myns", "db");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private final AtomicInteger uids = new AtomicInteger();
  private StatePaths paths;
  private ResourceStore store;

  @BeforeEach
  void open() {
    paths = new StatePaths(folder.resolve("state"));
    store = reopened();
  }

  @Test
  void aNewResourceHasAnIdentityAndAnEmptyStatus() {
    assertThat(store.apply(desired("@daily"))).isEqualTo(ResourceStore.Applied.CREATED);

    Replication read = read();
    assertThat(read.uid()).isEqualTo("uid-1");
    assertThat(read.created()).isEqualTo(NOW);
    assertThat(read.sourcePvc()).contains("data");
    assertThat(read.spec()).isEqualTo(spec("@daily"));
    assertThat(read.status()).isEqualTo(ReplicationStatus.EMPTY);
    assertThat(store.keys()).containsExactly(KEY);
    assertThat(store.manifest(KEY)).contains(Path.of("/manifests/db.yaml"));
  }

  @Test
  void theSameManifestChangesNothing() {
    store.apply(desired("@daily"));
    String version = read().version();

    assertThat(store.apply(desired("@daily"))).isEqualTo(ResourceStore.Applied.UNCHANGED);
    assertThat(read().version()).isEqualTo(version);
    assertThat(reopened().apply(desired("@daily"))).isEqualTo(ResourceStore.Applied.UNCHANGED);
  }

  @Test
  void anEditKeepsIdentityAndStatus() {
    store.apply(desired("@daily"));
    store.writeStatus(read(), status("Successful"));

    assertThat(store.apply(desired("@hourly"))).isEqualTo(ResourceStore.Applied.CHANGED);

    assertThat(read().uid()).isEqualTo("uid-1");
    assertThat(read().spec().trigger()).isEqualTo(new Trigger("@hourly", null, null));
    assertThat(read().status()).isEqualTo(status("Successful"));
  }

  @Test
  void aStatusIsWrittenOnlyOverTheVersionThatWasRead() {
    store.apply(desired("@daily"));
    Replication old = read();

    Replication written = store.writeStatus(old, status("Successful")).orElseThrow();

    assertThat(written.version()).isNotEqualTo(old.version());
    assertThat(read()).isEqualTo(written);
    assertThat(store.writeStatus(old, status("Failed"))).isEmpty();
    assertThat(read().status()).isEqualTo(status("Successful"));
  }

  @Test
  void anEditInBetweenRefusesTheStatus() {
    store.apply(desired("@daily"));
    Replication old = read();
    store.apply(desired("@hourly"));

    assertThat(store.writeStatus(old, status("Failed"))).isEmpty();
  }

  @Test
  void everythingSurvivesARestart() {
    store.apply(desired("@daily"));
    Replication written = store.writeStatus(read(), status("Successful")).orElseThrow();

    store = reopened();

    assertThat(read()).isEqualTo(written);
  }

  @Test
  void oddValuesComeBackAsTheyWere() {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("texts", List.of("no", "12:30", "1e3", "0x10", "", " a", "a: b", "# c", "null"));
    section.put("lines", "one\n  two\n\nthree\n");
    section.put("odd", "\u0007 \u2028 \ud83d\ude00 ü");
    section.put("numbers", List.of(1L, 1.5, -3L));
    section.put("flag", true);
    section.put("nothing", null);
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("restic", section);
    ReplicationSourceSpec spec =
        new ReplicationSourceSpec("data", null, true, null, null, sections);
    Desired odd = new Desired(KEY, Map.of("a", "1"), Optional.of("data"), spec, Path.of("/m"));

    store.apply(odd);

    assertThat(read().spec()).isEqualTo(spec);
    assertThat(read().annotations()).containsEntry("a", "1");
    assertThat(reopened().apply(odd)).isEqualTo(ResourceStore.Applied.UNCHANGED);
  }

  @Test
  void anEmptyFileLosesTheStatusAndNotTheIdentity() throws IOException {
    store.apply(desired("@daily"));
    store.writeStatus(read(), status("Successful"));
    Files.writeString(paths.resource(KEY).resolve("resource.yaml"), "");

    store = reopened();
    assertThat(store.keys()).isEmpty();
    assertThat(store.apply(desired("@daily"))).isEqualTo(ResourceStore.Applied.CREATED);

    assertThat(read().uid()).isEqualTo("uid-1");
    assertThat(read().status()).isEqualTo(ReplicationStatus.EMPTY);
  }

  @Test
  void aFileCutOffAnywhereNeverGivesHalfAStatus() throws IOException {
    store.apply(desired("@daily"));
    store.writeStatus(read(), status("Successful"));
    Path file = paths.resource(KEY).resolve("resource.yaml");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - 1; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));

      ResourceStore cut = reopened();
      cut.apply(desired("@daily"));

      assertThat(cut.read(KEY).orElseThrow().uid()).isEqualTo("uid-1");
      assertThat(cut.read(KEY).orElseThrow().spec()).isEqualTo(spec("@daily"));
    }
  }

  @Test
  void aFileThatWasBeingWrittenIsIgnored() throws IOException {
    store.apply(desired("@daily"));
    Files.writeString(paths.resource(KEY).resolve("resource.yaml.new"), "kind: Repl");

    store = reopened();

    assertThat(store.keys()).containsExactly(KEY);
    assertThat(store.writeStatus(read(), status("Failed"))).isPresent();
  }

  @Test
  void aStatusOfANewerReleaseIsRead() throws IOException {
    store.apply(desired("@daily"));
    store.writeStatus(read(), status("Successful"));
    Path file = paths.resource(KEY).resolve("resource.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("result: Successful", "result: Successful\n    later: {x: 1}"));

    store = reopened();

    assertThat(read().status()).isEqualTo(status("Successful"));
  }

  @Test
  void onlyTheOwnerMayReadTheState() throws IOException {
    store.apply(desired("@daily"));
    store.writeStatus(read(), status("Successful"));

    try (Stream<Path> all = Files.walk(paths.root())) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aDeletedResourceIsForgottenWithItsIdentity() {
    store.apply(desired("@daily"));
    store.delete(KEY);
    assertThat(read().deleted()).isTrue();
    assertThat(store.apply(desired("@daily"))).isEqualTo(ResourceStore.Applied.BEING_DELETED);

    store.forget(KEY);

    assertThat(store.read(KEY)).isEmpty();
    assertThat(paths.resource(KEY)).doesNotExist();
    store.apply(desired("@daily"));
    assertThat(read().uid()).isEqualTo("uid-2");
  }

  private Replication read() {
    return store.read(KEY).orElseThrow();
  }

  private ResourceStore reopened() {
    return new ResourceStore(
        paths, Clock.fixed(NOW, ZoneOffset.UTC), () -> "uid-" + uids.incrementAndGet());
  }

  private static Desired desired(String schedule) {
    return new Desired(
        KEY, Map.of(), Optional.of("data"), spec(schedule), Path.of("/manifests/db.yaml"));
  }

  private static ReplicationSourceSpec spec(String schedule) {
    return new ReplicationSourceSpec(
        "data",
        new Trigger(schedule, null, null),
        null,
        null,
        null,
        Map.of("restic", Map.of("repository", "repo", "keep", 3L)));
  }

  private static ReplicationStatus status(String result) {
    Condition condition = new Condition();
    condition.setType("Synchronizing");
    condition.setStatus("False");
    condition.setMessage("Waiting: for \"what\"?\nA second line");
    return new ReplicationStatus(
        NOW,
        null,
        "1m2s",
        null,
        "yes",
        new MoverStatus(result, "line one\nline two"),
        null,
        List.of(condition),
        null,
        Map.of("seq", 1767323045L, "version", 1L),
        Map.of("restic", Map.of("lastPruned", "2026-01-02T03:04:05Z")));
  }
}
