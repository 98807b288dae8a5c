package backube.scribe.local;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.command.Surroundings;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ControllerLock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print and how they end, without any engine. */
class CommandsTest {
  private static final String RESOURCE =
      """
      apiVersion: scribe.backube/v1alpha1
      kind: %s
      metadata:
        name: %s
        namespace: %s
        uid: u
        resourceVersion: '6'
        creationTimestamp: '2026-01-02T03:04:05Z'
      spec:
        %s
        restic:
          repository: repo
      status:
        lastSyncTime: '2026-01-02T03:04:05Z'
        lastSyncDuration: 5.5s
        nextSyncTime: '2026-01-03T03:00:00Z'
        conditions:
          - type: Synchronizing
            status: 'False'
            reason: %s
            message: why
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private StatePaths paths;

  @BeforeEach
  void fill() throws IOException {
    paths = new StatePaths(folder.resolve("state"));
    resource("ReplicationSource", "db", "default", "sourcePVC: data", "WaitingForSchedule");
    resource("ReplicationDestination", "back", "default", "paused: true", "MissingReference");
  }

  private void resource(String kind, String name, String namespace, String spec, String reason)
      throws IOException {
    Path directory =
        paths
            .resources()
            .resolve(namespace)
            .resolve((kind.equals("ReplicationSource") ? "src-" : "dst-") + name);
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("resource.yaml"),
        RESOURCE.formatted(kind, name, namespace, spec, reason));
  }

  @Test
  void getShowsATable() {
    assertThat(scribe("local get")).isZero();

    assertThat(out())
        .isEqualTo(
            """
            KIND          NAME   VOLUME   LAST SYNC              DURATION   NEXT SYNC              STATUS
            source        db     data     2026-01-02T03:04:05Z   5.5s       2026-01-03T03:00:00Z   Synchronized
            destination   back            2026-01-02T03:04:05Z   5.5s       2026-01-03T03:00:00Z   MissingReference
            """);
    assertThat(err()).isEmpty();
  }

  @Test
  void getOfAKindLeavesTheKindOutAndWideSaysMore() {
    assertThat(scribe("local get sources -o wide")).isZero();

    assertThat(out())
        .isEqualTo(
            """
            NAME   VOLUME   LAST SYNC              DURATION   NEXT SYNC              STATUS         MOVER    MESSAGE
            db     data     2026-01-02T03:04:05Z   5.5s       2026-01-03T03:00:00Z   Synchronized   restic   why
            """);
  }

  @Test
  void getShowsNamespacesWhereTheyMatter() throws IOException {
    resource("ReplicationSource", "db", "other", "sourcePVC: data", "WaitingForManual");

    assertThat(scribe("local get rs")).isZero();

    assertThat(out()).startsWith("NAMESPACE   NAME").contains("other       db");
    out.reset();
    assertThat(scribe("local get rs -n other")).isZero();
    assertThat(out()).contains("other       db").doesNotContain("default");
  }

  @Test
  void getOfOneAsYamlIsTheResource() {
    assertThat(scribe("local get source/db -o yaml")).isZero();

    assertThat(out())
        .isEqualTo(
            RESOURCE.formatted(
                "ReplicationSource", "db", "default", "sourcePVC: data", "WaitingForSchedule"));
  }

  @Test
  void getOfSeveralAsJsonIsAList() {
    assertThat(scribe("local get -o json")).isZero();

    assertThat(out())
        .startsWith("{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"List\",\n    \"items\": [\n")
        .contains("\"name\": \"db\"")
        .contains("\"paused\": true");
  }

  @Test
  void aResourceThatIsHalfWrittenIsLeftOut() throws IOException {
    Files.writeString(paths.resources().resolve("default/src-db/resource.yaml"), "kind: Repl");

    assertThat(scribe("local get")).isZero();

    assertThat(out()).contains("back").doesNotContain("db");
  }

  @Test
  void anEmptyStateFolderIsNoError() {
    assertThat(scribe("local get --state " + folder.resolve("none"))).isZero();

    assertThat(err()).isEqualTo("No resources found.\n");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(scribe("local get source/nobody")).isEqualTo(2);

    assertThat(err())
        .isEqualTo(
            "scribe: no ReplicationSource nobody in the state folder " + paths.root() + "\n");
  }

  @Test
  void aFormatThatIsNotKnownIsNamed() {
    assertThat(scribe("local get -o xml")).isEqualTo(2);

    assertThat(err())
        .isEqualTo("scribe: unknown format \"xml\"; known are table, wide, yaml and json\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "local nonsense",
        "local get --nonsense",
        "local sync",
        "local run --max-runs x",
        "local run --max-runs -1",
        "local run --retry-delay 0",
        "local sync photos --tries 0"
      })
  void aWrongCommandLineEndsWithTwoAndNoStackTrace(String words) {
    assertThat(scribe(words)).isEqualTo(2);

    assertThat(err()).startsWith("scribe: ").doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }

  @Test
  void syncNeedsManifests() {
    assertThat(scribe("local sync db")).isEqualTo(2);

    assertThat(err()).isEqualTo("scribe: name the manifests with -f FILE or -f FOLDER\n");
  }

  @Test
  void syncNamesWhatTheManifestsHaveInstead() throws IOException {
    Path manifests = manifest("kind: ReplicationSource\nmetadata: {name: other}\n");

    assertThat(scribe("local sync db -f " + manifests)).isEqualTo(2);

    assertThat(err())
        .isEqualTo(
            "scribe: no resource db in "
                + manifests
                + ": there are ReplicationSource default/other\n");
  }

  @Test
  void syncOfAManifestThatIsWrongSaysWhatIsWrongWithIt() throws IOException {
    Path manifests =
        manifest("kind: ReplicationSource\nmetadata: {name: db}\nspec: {paused: maybe}\n");

    assertThat(scribe("local sync db -f " + manifests)).isEqualTo(2);

    assertThat(err())
        .contains("no usable manifest of resource db:")
        .contains(
            "m.yaml:4: document 1, ReplicationSource default/db: spec.paused: found \"maybe\" where"
                + " true or false is expected");
  }

  @Test
  void aSecondControllerIsRefusedAndToldOfTheFirst() throws IOException {
    Path manifests = manifest("kind: ReplicationSource\nmetadata: {name: db}\n");
    ControllerLock.tryHold(paths, "scribe local run (process 1 on elsewhere)");

    assertThat(scribe("local run -f " + manifests)).isEqualTo(3);

    assertThat(err())
        .isEqualTo(
            "scribe: the state folder %s is held by scribe local run (process 1 on elsewhere); stop"
                    .formatted(paths.root())
                + " that one, or use another folder with --state\n");
  }

  @Test
  void aResourceWhoseManifestIsThereIsNotDeleted() throws IOException {
    Path file = manifest("kind: ReplicationSource\nmetadata: {name: db}\n").resolve("m.yaml");
    Path record = paths.resources().resolve("default/src-db/resource.yaml");
    Files.writeString(
        record,
        Files.readString(record)
            .replace(
                "  uid: u", "  uid: u\n  annotations: {scribe.backube/manifest: " + file + "}"));

    assertThat(scribe("local delete db")).isEqualTo(1);
    assertThat(err()).contains("default/db is still described by " + file + "; take its manifest");

    Files.writeString(file, "{");
    assertThat(scribe("local delete db")).isEqualTo(1);
    assertThat(err())
        .contains("default/db may still be described by " + file + ", which has errors");
    assertThat(record).exists();
  }

  @Test
  void logsOfAResourceThatNeverRanAreAnErrorAndEventsAreNot() {
    assertThat(scribe("local logs db")).isEqualTo(1);
    assertThat(err())
        .isEqualTo("scribe: ReplicationSource default/db has not run yet; it has no log\n");
    assertThat(scribe("local events db")).isZero();
  }

  @Test
  void logsPrintsTheAttemptsOfTheLatestRunInOrder() throws IOException {
    Path logs = paths.runs().resolve("default/src-db/logs");
    Files.createDirectories(logs);
    Files.writeString(logs.resolve("9-1.log"), "old\n");
    Files.writeString(logs.resolve("10-10.log"), "third\nlast");
    Files.writeString(logs.resolve("10-2.log"), "second\n");
    Files.writeString(logs.resolve("10-1.log"), "first\n");

    assertThat(scribe("local logs db")).isZero();

    assertThat(out()).isEqualTo("first\nsecond\nthird\nlast\n");
  }

  @Test
  void eventsPrintsWholeLinesOnly() throws IOException {
    Files.writeString(
        paths.resources().resolve("default/src-db/events.jsonl"),
        "{\"time\":\"t\",\"type\":\"Warning\",\"reason\":\"Locked\",\"message\":\"a: \\\"b\\\"\"}\n{\"tim");

    assertThat(scribe("local events db")).isZero();

    assertThat(out())
        .isEqualTo("TIME   TYPE      REASON   MESSAGE\nt      Warning   Locked   a: \"b\"\n");
  }

  @Test
  void pluginsOfAnEmptyFolderAreNone() {
    assertThat(scribe("plugins list --plugins " + folder)).isZero();

    assertThat(err()).isEqualTo("No mover is installed in [" + folder + "].\n");
  }

  @Test
  void aPluginThatIsRefusedIsListedWithTheReason() throws IOException {
    Files.writeString(folder.resolve("broken.jar"), "no zip");

    assertThat(scribe("plugins list --plugins " + folder)).isEqualTo(1);

    assertThat(err()).contains("refused: broken.jar: ");
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    assertThat(scribe("completion bash")).isZero();
    assertThat(out()).startsWith("#!/usr/bin/env bash").contains("--max-runs");
    assertThat(scribe("completion fish")).isEqualTo(2);
    assertThat(err()).isEqualTo("scribe: unknown shell \"fish\"; known are bash and zsh\n");
  }

  private Path manifest(String text) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(manifests.resolve("m.yaml"), "apiVersion: scribe.backube/v1alpha1\n" + text);
    return manifests;
  }

  private int scribe(String words) {
    List<String> arguments = List.of(words.split(" "));
    return Main.commandLine(arguments, surroundings()).execute(words.split(" "));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Map.of("SCRIBE_STATE", paths.root().toString()),
        Optional.empty(),
        folder,
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        Clock.systemUTC(),
        () -> "uid",
        new SecureRandom());
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
