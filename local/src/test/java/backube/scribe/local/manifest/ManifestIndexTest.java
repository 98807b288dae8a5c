package backube.scribe.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestIndexTest {
  private static final ResourceKey A = new ResourceKey(Role.SOURCE, "default", "a");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private ManifestIndex index;

  @BeforeEach
  void open() {
    index = new ManifestIndex(List.of(folder), new byte[0], Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void readsWhatAPersonWrites() throws IOException {
    write(
        "all.yaml",
        """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: a, labels: {app: db}, annotations: {note: hello}}
        spec:
          sourcePVC: data
          paused: no
          trigger: {schedule: 0 * * * *, timeZone: Europe/Berlin, manual: }
          rclone:
          restic:
            repository: repo
            restoreAsOf: 2026-01-02T03:04:05Z
            at: 12:30
            retain: {last: "3", daily: 5, within: null}
            copyMethod: Direct
        status: {anything: goes}
        """);

    Manifest.Replication a = index.scan().fresh().get(0);

    assertThat(a.key()).isEqualTo(A);
    assertThat(a.annotations()).isEqualTo(Map.of("note", "hello"));
    ReplicationSourceSpec spec = (ReplicationSourceSpec) a.spec();
    assertThat(spec.sourcePvc()).isEqualTo("data");
    assertThat(spec.paused()).isFalse();
    assertThat(spec.trigger().schedule()).isEqualTo("0 * * * *");
    assertThat(spec.trigger().timeZone()).isEqualTo("Europe/Berlin");
    assertThat(spec.trigger().manual()).isNull();
    assertThat(spec.sections()).containsOnlyKeys("restic");
    assertThat(spec.sections().get("restic").toString())
        .isEqualTo(
            "{repository=repo, restoreAsOf=2026-01-02T03:04:05Z, at=12:30,"
                + " retain={last=3, daily=5, within=null}, copyMethod=Direct}");
    assertThat(((Map<?, ?>) ((Map<?, ?>) spec.sections().get("restic")).get("retain")).get("last"))
        .isEqualTo("3");
  }

  @Test
  void readsJsonAliasesAndMergeKeys() throws IOException {
    write(
        "a.json",
        """
        {
        \t"apiVersion": "scribe.backube/v1alpha1", "kind": "ReplicationSource",
        \t"metadata": {"name": "a"}, "spec": {"restic": {"repository": "r\\tx"}}
        }
        """);
    write(
        "b.yml",
        """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationSource
        metadata: &meta {name: b}
        spec:
          trigger: &t {schedule: "@daily"}
          restic: {<<: *t, schedule: other, again: *meta}
        """);

    ManifestIndex.Scan scan = index.scan();

    assertThat(scan.problems()).isEmpty();
    assertThat(scan.fresh())
        .extracting(a -> a.spec().sections().toString())
        .containsExactly("{restic={repository=r\tx}}", "{restic={schedule=other, again={name=b}}}");
  }

  @Test
  void aBadFileStopsNoOther() throws IOException {
    write("a.yaml", source("a"));
    write("b.yaml", "{");
    write("c.yaml", source("c") + "---\n" + source("d").replace("spec", "spek"));

    ManifestIndex.Scan scan = index.scan();

    assertThat(scan.fresh()).extracting(a -> a.key().name()).containsExactly("a", "c");
    assertThat(scan.problems()).hasSize(2);
  }

  @Test
  void otherKindsAreIgnoredWithAWarning() throws IOException {
    write("a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n");

    assertThat(index.scan().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.error()).isFalse();
              assertThat(problem.message()).startsWith("ignored; used here are");
            });
  }

  @Test
  void filesThatAreNoManifestsAndHiddenOnesAreNotRead() throws IOException {
    write("notes.txt", "{");
    write(".hidden.yaml", "{");
    Files.createDirectory(folder.resolve(".git"));
    write(".git/x.yaml", "{");
    Files.createDirectories(folder.resolve("deep/er"));
    write("deep/er/a.yaml", source("a"));

    ManifestIndex.Scan scan = index.scan();

    assertThat(scan.problems()).isEmpty();
    assertThat(index.resources()).containsExactly(A);
    assertThat(scan.folders()).contains(folder, folder.resolve("deep/er"));
  }

  @Test
  void theStateFolderIsPassedByWhateverPathLeadsToIt() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.writeString(state.resolve("resource.yaml"), "kind: NotAManifest\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), state);
    Files.writeString(
        folder.resolve("one.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n");

    for (Path path : List.of(state, link)) {
      ManifestIndex.Scan scan =
          ManifestIndex.beside(path, List.of(folder), new byte[0], Clock.fixed(NOW, ZoneOffset.UTC))
              .scan();
      assertThat(scan.problems()).isEmpty();
      assertThat(scan.folders()).containsExactly(folder);
    }
  }

  @Test
  void aScanReadsOnlyWhatChanged() throws IOException {
    write("a.yaml", source("a"));
    write("b.yaml", source("b"));
    assertThat(index.scan().fresh()).hasSize(2);

    write("b.yaml", source("b") + "# more\n");

    assertThat(index.scan().fresh()).extracting(a -> a.key().name()).containsExactly("b");
  }

  @Test
  void aManifestThatWasTakenAwayIsGoneAndABrokenOneIsNot() throws IOException {
    Path file = write("a.yaml", source("a"));
    write("b.yaml", source("b"));
    index.scan();

    write("a.yaml", "{");
    index.scan();
    assertThat(index.gone(A, file)).isFalse();

    Files.delete(file);
    index.scan();
    assertThat(index.gone(A, file)).isTrue();
    assertThat(index.gone(A, Path.of("/elsewhere/a.yaml"))).isFalse();
  }

  @Test
  void noneIsGoneWhenTheWholeFolderVanishes() throws IOException {
    Path file = write("a.yaml", source("a"));
    index.scan();
    Files.delete(file);
    Files.delete(folder);

    assertThat(index.scan().problems()).hasSize(1);

    assertThat(index.gone(A, file)).isFalse();
  }

  @Test
  void noneIsGoneWhenTheWholeFolderIsEmpty() throws IOException {
    Path file = write("a.yaml", source("a"));
    index.scan();
    Files.delete(file);

    assertThat(index.scan().problems())
        .singleElement()
        .asString()
        .isEqualTo(
            folder
                + ": holds no manifest (*.yaml, *.yml, *.json); resources that came from it are"
                + " kept");

    assertThat(index.gone(A, file)).isFalse();
  }

  @Test
  void whatIsMissingBecauseItsManifestIsBrokenIsToldSo() throws IOException {
    String secret = Manifest.Content.identity(Ref.Kind.SECRET, "default", "s");
    write("a.yaml", source("a"));
    index.scan();
    assertThat(index.missing(secret, "not found")).isEqualTo("not found");

    Path broken = write("s.yaml", "kind: Secret\n\tdata");
    index.scan();
    assertThat(index.missing(secret, "not found"))
        .startsWith("not found; these can't be read: " + broken + ":2: not YAML");

    write("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {KEY: plain text}\n");
    index.scan();
    assertThat(index.missing(secret, "not found"))
        .isEqualTo(
            "Secret default/s can't be used: "
                + broken
                + ":4: document 1, Secret default/s: data.KEY: the value is not base64; plain text"
                + " belongs under stringData");
  }

  @Test
  void aDuplicateIsResolvedByTakingOneAway() throws IOException {
    write("a.yaml", source("a"));
    index.scan();
    Path second = write("b.yaml", source("a"));

    ManifestIndex.Scan twice = index.scan();
    assertThat(twice.fresh()).isEmpty();
    assertThat(twice.problems())
        .singleElement()
        .asString()
        .contains("b.yaml")
        .contains("the same object is in " + folder.resolve("a.yaml"));
    assertThat(index.resources()).isEmpty();
    assertThat(index.gone(A, folder.resolve("a.yaml"))).isFalse();

    Files.delete(second);
    assertThat(index.scan().fresh()).extracting(Manifest.Replication::key).containsExactly(A);
  }

  @Test
  void secretsAreReadWhenTheyAreNeeded() throws IOException {
    write("s.yaml", secret("one"));
    index.scan();
    ManifestIndex.Versioned one = index.content(Ref.Kind.SECRET, "default", "repo").orElseThrow();
    write("s.yaml", secret("another"));
    assertThat(index.scan().touched()).containsExactly("default");
    ManifestIndex.Versioned other = index.content(Ref.Kind.SECRET, "default", "repo").orElseThrow();

    assertThat(text(one)).isEqualTo("one");
    assertThat(text(other)).isEqualTo("another");
    assertThat(other.version()).isNotEqualTo(one.version());
    assertThat(one.content().toString()).doesNotContain("one");
    assertThat(index.content(Ref.Kind.SECRET, "default", "none")).isEmpty();
    assertThat(index.content(Ref.Kind.CONFIG_MAP, "default", "repo")).isEmpty();
  }

  @Test
  void stringDataWinsOverData() throws IOException {
    write(
        "s.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo}
        data: {PASSWORD: b2xk}
        stringData: {PASSWORD: new}
        """);
    index.scan();

    assertThat(text(index.content(Ref.Kind.SECRET, "default", "repo").orElseThrow()))
        .isEqualTo("new");
  }

  @Test
  void volumesAndClaimsAreKeptAsTheyWereWhileTheirFileIsBroken() throws IOException {
    Path file =
        write(
            "v.yaml",
            """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: data}
            spec:
              capacity: {storage: 1Gi}
              accessModes: [ReadWriteOnce]
              hostPath: {path: files}
              claimRef: {namespace: myns, name: claim}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: claim, namespace: myns}
            spec: {volumeName: data}
            """);
    index.scan();
    write("v.yaml", "{");
    index.scan();

    Manifest.Volume volume = index.volume("data").orElseThrow();
    assertThat(volume.path()).contains(file.resolveSibling("files"));
    assertThat(volume.claim()).contains("myns/claim");
    assertThat(index.claim("myns", "claim").orElseThrow().volume()).contains("data");
  }

  @Test
  void aVolumeWithoutAFolderIsWarnedOf() throws IOException {
    write(
        "v.yaml",
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: data}
        spec: {capacity: {storage: 1Gi}, nfs: {server: x, path: /y}}
        """);

    assertThat(index.scan().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.error()).isFalse();
              assertThat(problem.toString())
                  .endsWith(
                      "spec.hostPath: missing, found nfs; only hostPath volumes can be used here");
            });
    assertThat(index.volume("data").orElseThrow().path()).isEmpty();
  }

  @Test
  void standardInputIsReadAsOneFile() {
    ManifestIndex piped =
        new ManifestIndex(
            List.of(Origin.STDIN),
            (source("a") + "---\n" + secret("s")).getBytes(StandardCharsets.UTF_8),
            Clock.systemUTC());

    assertThat(piped.scan().problems()).isEmpty();
    assertThat(piped.resources()).containsExactly(A);
    assertThat(piped.content(Ref.Kind.SECRET, "default", "repo")).isPresent();
  }

  private static String text(ManifestIndex.Versioned secret) {
    return new String(secret.content().data().get("PASSWORD"), StandardCharsets.UTF_8);
  }

  private static String secret(String password) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: repo}\nstringData: {PASSWORD: "
        + password
        + "}\n";
  }

  private static String source(String name) {
    return "apiVersion: scribe.backube/v1alpha1\nkind: ReplicationSource\nmetadata: {name: "
        + name
        + "}\nspec: {restic: {}}\n";
  }

  /** Writes a file as if that had happened an hour ago, each time a second later. */
  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(NOW.minus(Duration.ofHours(1)).plusMillis(text.length())));
    return file;
  }
}
