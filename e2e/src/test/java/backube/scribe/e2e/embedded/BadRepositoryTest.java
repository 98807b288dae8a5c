package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.tool.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Repositories that can't be used, for a reason that is told, and that nothing is done to. */
@Execution(ExecutionMode.CONCURRENT)
class BadRepositoryTest {
  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Repository repository = rig.repository("repo");
  private final Path folder = rig.path("repositories/repo");

  @BeforeEach
  void fill() {
    rig.volume("photos").write("one", "precious");
    rig.volume("restored").write("mine", "precious, too");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.apply(Manifests.destination("restored", "manual: once"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Told sync(String... options) {
    return Told.bySync(rig, source("photos"), options);
  }

  private void at(String url) {
    rig.apply(repository.manifest("right").replace(folder.toString(), url));
  }

  @Test
  void aWrongPassword() {
    repository.restic("init");
    rig.apply(repository.manifest("a-wrong-one"));
    Untouched world = Untouched.as(rig);

    Told told = sync();
    told.refused(
        1, "WrongCredentials", "RESTIC_PASSWORD in the repository's Secret does not open this");
    assertThat(told.ended().err() + told.status()).doesNotContain("a-wrong-one");
    world.check();
    repository.check();
  }

  @Test
  void aPathThatIsAFile() throws IOException {
    Files.writeString(folder, "a letter");
    Untouched world = Untouched.as(rig);
    sync()
        .refused(
            1,
            "NoRepository",
            "RESTIC_REPOSITORY of Secret repo names " + folder + ", which is not a folder");
    world.check();
  }

  @Test
  void aFolderWithOtherThingsInIt() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("letter"), "dear");
    Untouched world = Untouched.as(rig);
    sync()
        .refused(
            1,
            "NoRepository",
            "RESTIC_REPOSITORY is a folder with other content (such as 'letter') and no"
                + " repository: name an empty folder, or one that does not exist yet");
    Told.bySync(rig, destination("restored"))
        .refused(1, "NoRepository", "repository does not exist", folder.toString());
    world.check();
  }

  @Test
  void aFolderOnADiskThatIsNotMounted() {
    at(rig.path("not-mounted/repo").toString());
    Untouched world = Untouched.as(rig);
    sync("--tries", "1")
        .refused(
            1,
            "Unreachable",
            "but there is no folder " + rig.path("not-mounted") + ": create it, or mount the disk");
    world.check();
    assertThat(rig.path("not-mounted")).doesNotExist();
  }

  @Test
  void aRelativePath() {
    at("repo/r");
    Untouched world = Untouched.as(rig);
    sync("--tries", "1")
        .refused(
            1, "Misconfigured", "RESTIC_REPOSITORY is a relative path; expected an absolute one");
    world.check();
  }

  @Test
  void anEmptyRepositoryToRestoreFrom() {
    repository.restic("init");
    Untouched world = Untouched.as(rig);
    Told.bySync(rig, destination("restored"))
        .refused(
            1,
            "NoSnapshot",
            "no eligible snapshot of host volsync and path /data: 0 in the repository");
    world.check();
  }

  @Test
  void anUnreachableServer() throws IOException {
    hurry();
    at("rest:http://127.0.0.1:1/");
    Untouched world = Untouched.as(rig);
    sync("--tries", "1")
        .refused(1, "Unreachable", "the repository did not answer within", "connection refused");
    world.check();
  }

  @Test
  void aRepositoryThatSomebodyElseHasLocked() throws IOException {
    hurry();
    repository.restic("init");
    rig.apply(Manifests.source("photos", "manual: first", "check: {intervalDays: 0}"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Installation.restic().toString(),
                "--no-cache",
                "--repo=" + folder,
                "backup",
                "--host=another",
                "--stdin-from-command",
                "--",
                "sleep",
                "600")
            .redirectErrorStream(true)
            .redirectOutput(rig.path("other.log").toFile());
    builder.environment().put("RESTIC_PASSWORD", repository.password());
    Process other = builder.start();
    try {
      other.getOutputStream().close();
      Await.until("the other's lock", () -> !repository.locks().isEmpty());
      var theirs = repository.locks();

      sync("--tries", "1").refused(1, "Locked", "repository is already locked", "by PID");
      assertThat(repository.locks()).as("locks").isEqualTo(theirs);
      assertThat(rig.leftovers()).isEmpty();
    } finally {
      other.destroy();
    }
    other.onExit().join();
    sync().well();
    assertThat(repository.locks()).isEmpty();
    repository.check();
    assertThat(repository.snapshots()).as("the first run's was not the last word").hasSize(1);
  }

  /** Movers wait for a lock and for an answer for minutes; here for seconds. */
  private void hurry() throws IOException {
    Path tools = Files.createDirectory(rig.path("tools"));
    String next = "PATH=${PATH#*:}; exec ";
    program(tools.resolve("restic"), next + "restic \"${@/%5m/2s}\"");
    program(tools.resolve("timeout"), next + "timeout \"${@/#60/3}\"");
    rig.command().with("SCRIBE_TOOLS", tools + ":" + Installation.restic().getParent());
  }

  private static void program(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true, false)).isTrue();
  }
}
