package backube.scribe.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final String PAUSED =
      """
      apiVersion: scribe.backube/v1alpha1
      kind: ReplicationSource
      metadata: {name: paused}
      spec: {sourcePVC: data, paused: true, restic: {repository: repository, copyMethod: Direct}}
      """;

  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void launcher() {
    launcher = new Launcher(folder);
  }

  @Test
  void startsThroughSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), Launcher.script());
    Path second = Files.createSymbolicLink(folder.resolve("second"), first);
    Launcher.Ended ended = launcher.run(second, "--help");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).containsIgnoringCase("scribe");
    assertThat(ended.status()).isZero();
  }

  @Test
  void saysWhatItNeedsWhereThereIsNoJava() throws Exception {
    Launcher.Ended ended =
        launcher.without("JAVA_HOME").with("PATH", toolsWithoutJava()).run("--help");
    assertThat(ended.err())
        .contains("needs Java 17 or newer, as JAVA_HOME or on PATH")
        .contains("found none");
    assertThat(ended.status()).isEqualTo(69);
  }

  @Test
  void namesTheJavaThatIsTooOld() throws Exception {
    Path old = javaHome("11.0.2");
    Launcher.Ended ended =
        launcher.with("JAVA_HOME", old).with("PATH", toolsWithoutJava()).run("--help");
    assertThat(ended.err()).contains("found " + old + "/bin/java: Java 11.0.2");
    assertThat(ended.status()).isEqualTo(69);
  }

  @Test
  void takesTheJavaOnPathWhereJavaHomeIsTooOld() throws Exception {
    String java = System.getProperty("java.home") + "/bin";
    Launcher.Ended ended =
        launcher
            .with("JAVA_HOME", javaHome("1.8.0_402"))
            .with("PATH", java + ":" + toolsWithoutJava())
            .run("--help");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void loadsItsClassesFromAnArchiveFromTheFirstStartOn() throws Exception {
    Launcher.Ended ended =
        launcher.withCache().with("SCRIBE_JAVA_OPTS", "-Xlog:class+load=info:stdout").run("--help");
    assertThat(ended.out()).contains("backube.scribe.local.Main source: shared objects file");
    assertThat(launcher.archives()).hasSize(1);
  }

  @Test
  void theArchiveHoldsTheClassesOfASync() throws Exception {
    Files.writeString(folder.resolve("all.yaml"), PAUSED);
    Launcher.Ended ended =
        launcher
            .withCache()
            .with("SCRIBE_JAVA_OPTS", "-Xlog:class+load=info:stdout")
            .run("local", "sync", "paused", "-f", folder + "/all.yaml", "--state", folder + "/s");
    assertThat(ended.err()).contains("paused");
    assertThat(ended.out().lines().filter(LauncherTest::isNamedClassOfOurs))
        .anySatisfy(line -> assertThat(line).contains(".EmbeddedEngine source:"))
        .allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
  }

  @Test
  void makingTheArchiveLeavesNothingElseBehind() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    launcher.withCache().with("HOME", home).run("--help");
    assertThat(home).isEmptyDirectory();
    assertThat(launcher.cache())
        .isDirectoryNotContaining(file -> !file.toString().endsWith(".jsa"));
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(launcher.run("--version").out()).containsPattern("(?m)^scribe [0-9]+\\.[0-9]+\\.");
  }

  @Test
  void commandsForAClusterHaveJarsOfTheirOwn() throws Exception {
    assertThat(launcher.run("--help").out()).contains("controller", "crds");
    assertThat(launcher.run("help", "crds").out()).contains("render");
    Launcher.Ended rendered = launcher.run("crds", "render");
    assertThat(rendered.err()).isEmpty();
    assertThat(rendered.out())
        .isEqualTo(Files.readString(Launcher.home().resolve("crds/scribe.yaml")))
        .contains("name: replicationsources.scribe.backube");
    assertThat(Launcher.home().resolve("lib/kubernetes"))
        .isDirectoryContaining("glob:**/kubernetes-client-[0-9]*.jar");
    assertThat(Launcher.home().resolve("lib"))
        .isDirectoryNotContaining("glob:**/kubernetes-client-[0-9]*.jar");
  }

  @Test
  void aControllerStartsWithAnArchiveThatWasMadeBefore() throws Exception {
    launcher.withCache().run("crds", "render");
    Path made = launcher.archives().get(0);
    Launcher.Ended ended =
        launcher
            .with("SCRIBE_CLASS_ARCHIVE", made)
            .with("SCRIBE_JAVA_OPTS", "-Xlog:class+load=info:stdout")
            .run("controller", "--help");
    assertThat(ended.out())
        .contains("backube.scribe.kubernetes.Main source: shared objects file")
        .contains("--max-movers");
  }

  @Test
  void startsWithoutACacheItCanWrite() throws Exception {
    Launcher.Ended ended = launcher.run("--help");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void startsWithADamagedArchive() throws Exception {
    launcher.withCache().run("--help");
    Path archive = launcher.archives().get(0);
    Files.delete(archive);
    Files.writeString(archive, "not an archive");
    Launcher.Ended ended = launcher.run("--help");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void keepsOneArchiveForEachSetOfJars() throws Exception {
    launcher.withCache().run("--help");
    launcher.run("--help");
    assertThat(launcher.archives()).hasSize(1);
  }

  private static boolean isNamedClassOfOurs(String line) {
    return line.contains("] backube.scribe.local.") && !line.contains("$$Lambda");
  }

  private Path javaHome(String version) throws Exception {
    Path home = folder.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.createFile(
        home.resolve("bin/java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    return home;
  }

  /** A folder with the tools that the script calls, and no Java. */
  private Path toolsWithoutJava() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        new String[] {"readlink", "stat", "cksum", "mkdir", "mv", "rm", "find", "awk", "timeout"}) {
      Path link = tools.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/usr/bin", tool));
      }
    }
    return tools;
  }
}
