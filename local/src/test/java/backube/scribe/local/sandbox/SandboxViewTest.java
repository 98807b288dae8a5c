package backube.scribe.local.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.world.Thing;
import backube.scribe.local.Needed;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mover sees from inside, and what keeps it from starting. */
class SandboxViewTest {
  private static final Ref REPOSITORY = Ref.secret("repository");

  @TempDir Path folder;

  @Test
  void theEnvironmentIsThePlansAndWhatIsCommonToAllMovers() throws Exception {
    try (Lab lab = new Lab(folder, "env -0 | sort -z | tr '\\0' ';'\n" + Lab.report("Warning"))) {
      lab.secret("repository", "PASSWORD", "two\nlines");
      lab.plan
          .env("LITERAL", "a b")
          .env("PASSWORD", REPOSITORY, "PASSWORD")
          .envIfPresent("ABSENT", REPOSITORY, "ABSENT")
          .env("DATA_DIR", "/elsewhere");
      lab.annotations.put("scribe.backube/enable-debug-mover", "");
      lab.options =
          new SandboxOptions(
              lab.options.privileged(),
              List.of(),
              List.of(),
              Map.of(
                  "HTTPS_PROXY", "http://proxy:3128", "LD_PRELOAD", "x", "PROGRESS_SECONDS", "1"));
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(List.of(lab.log().split(";")))
          .filteredOn(variable -> !variable.matches("(PWD|SHLVL|_)=.*"))
          .containsExactly(
              "ATTEMPT=1",
              "DATA_DIR=/data",
              "DEBUG_MOVER=1",
              "HOME=/tmp",
              "HTTPS_PROXY=http://proxy:3128",
              "LITERAL=a b",
              "PASSWORD=two\nlines",
              "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
              "PRIVILEGED_MOVER=" + (lab.options.privileged() ? "1" : "0"),
              "PROGRESS_SECONDS=1",
              "REPORT_FILE=/dev/termination-log",
              "RUN_ID=run-1",
              "https_proxy=http://proxy:3128");
    }
  }

  @Test
  void theEntryPointIsTheFirstProcessOnAHostOfItsOwn() throws Exception {
    try (Lab lab = new Lab(folder, "echo \"$$ $(uname -n)\"\n" + Lab.report("Succeeded"))) {
      lab.run();
      assertThat(lab.log()).matches("1 scribe-[0-9a-f]{16}\n");
      assertThat(HostName.of("owner-1")).isNotEqualTo(HostName.of("owner-2"));
    }
  }

  @Test
  void onlyWhatAMoverMayChangeCanBeWrittenTo() throws Exception {
    String script =
        """
        for path in / /data /usr /etc /mover-tiny /tools/0 /proc /cache /tmp /dev/shm; do
          if (: >"$path/probe") 2>/dev/null; then echo "$path"; fi
        done
        command -v tool
        ls -A /
        """;
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      Path tools = Files.createDirectory(lab.root.resolve("tools"));
      Files.copy(Path.of("/bin/true"), tools.resolve("tool"));
      lab.options =
          new SandboxOptions(lab.options.privileged(), List.of(tools), List.of(), Map.of());
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.log()).startsWith("/cache\n/tmp\n/dev/shm\n/tools/0/tool\n");
      assertThat(lab.log().lines())
          .contains("data", "cache", "mover-tiny")
          .doesNotContain("root", "home", "var", "sys", "work");
      assertThat(lab.data).isEmptyDirectory();
    }
  }

  @Test
  void aDeviceIsInThePlaceOfTheFolder() throws Exception {
    String script =
        """
        echo "$BLOCK_DEVICE ${DATA_DIR-no folder}"
        cat "$BLOCK_DEVICE"
        [[ ! -e /data ]]
        echo written >"$BLOCK_DEVICE" || echo read-only
        """;
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      Path disk = Files.writeString(lab.root.resolve("disk"), "content\n");
      lab.claims.put("claim", new backube.scribe.local.folder.Claim("claim", disk, true, false));
      lab.mode = Optional.of(VolumeMode.BLOCK);
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.log()).startsWith("/dev/block no folder\ncontent\n").endsWith("read-only\n");
      assertThat(disk).hasContent("content\n");
    }
  }

  @Test
  void aDeviceOfTheSystemCanBeWrittenByAPlanThatWritesData() throws Exception {
    Needed.here(Files.isWritable(Path.of("/dev/loop-control")), "only root makes loop devices");
    String script = "[[ -b $BLOCK_DEVICE ]]\necho written >\"$BLOCK_DEVICE\"\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      Path disk = Files.write(lab.root.resolve("disk"), new byte[1 << 20]);
      String loop = run("losetup", "--find", "--show", disk.toString());
      try {
        lab.claims.put(
            "claim", new backube.scribe.local.folder.Claim("claim", Path.of(loop), true, false));
        lab.mode = Optional.of(VolumeMode.BLOCK);
        lab.plan.writesData();
        assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      } finally {
        run("losetup", "--detach", loop);
      }
      assertThat(Files.readString(disk)).startsWith("written\n");
    }
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  @Test
  void aPlanThatWritesDataMay() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >/data/x\n" + Lab.report("Succeeded"))) {
      lab.plan.writesData();
      assertThat(lab.run().state()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.data.resolve("x")).hasContent("x");
    }
  }

  @Test
  void capabilitiesAreThoseOfThePlanAndNoOthers() throws Exception {
    String script = "sed -n 's/^CapEff:.//p; s/^NoNewPrivs:.//p' /proc/self/status\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.plan.capabilities("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETFCAP");
      lab.run();
      assertThat(lab.log())
          .isEqualTo(lab.options.privileged() ? "000000008000001b\n1\n" : "0000000000000000\n1\n");
    }
  }

  @Test
  void rootsAccountIsNotCalledLocked() throws Exception {
    String script = "getent shadow root | cut -d: -f2\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.run();
      assertThat(lab.log()).isEqualTo("*\n");
    }
  }

  @Test
  void aCapabilityThatOpensTheMachineIsRefused() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.options = new SandboxOptions(true, List.of(), List.of(), Map.of());
      lab.plan.capabilities("SYS_ADMIN");
      assertThat(lab.run().message()).contains("the capability SYS_ADMIN");
    }
  }

  @Test
  void filesFromSecretsAreThereAndNowhereElse() throws Exception {
    String script =
        """
        cat /credentials/key.json /customCA/ca.crt /mnt/keys/a /mnt/disk/b "$CUSTOM_CA"
        stat -c %a /credentials/key.json
        if (echo x >/credentials/key.json) 2>/dev/null; then echo written; fi
        """;
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.secret("repository", "KEY", "k\0\377\n");
      lab.secret("keys", "a", "a\n");
      lab.secret("ca", "root", "c\n");
      Path disk = Files.createDirectory(lab.root.resolve("disk"));
      Files.writeString(disk.resolve("b"), "b\n");
      lab.claims.put("disk", new backube.scribe.local.folder.Claim("disk", disk, false, false));
      lab.plan.file(REPOSITORY, "KEY", "/credentials/key.json");
      lab.groups =
          options(
              new CustomCa(Optional.of("ca"), Optional.empty(), Optional.of("root")),
              volume("keys", Optional.of("keys"), Optional.empty(), Optional.empty()),
              volume("disk", Optional.empty(), Optional.of("disk"), Optional.empty()));
      lab.run();
      assertThat(lab.log()).isEqualTo("k\0\377\nc\na\nb\nc\n400\n");
    }
  }

  @Test
  void aMoverVolumeStaysBelowMnt() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.groups =
          options(
              new CustomCa(Optional.empty(), Optional.empty(), Optional.empty()),
              volume("../etc", Optional.of("keys"), Optional.empty(), Optional.empty()));
      assertThat(lab.run().message()).contains("the mountPath ../etc leads out of /mnt");
    }
  }

  @Test
  void aSecretIsMountedAsItsItemsSayAndMayBeMissingIfItIsOptional() throws Exception {
    String script = "cat /mnt/keys/tls/key.pem; cd /mnt; echo $(find . | sort)\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.secret("keys", "key", "k\n");
      lab.secret("keys", "other", "o\n");
      lab.groups =
          options(
              new CustomCa(Optional.empty(), Optional.empty(), Optional.empty()),
              secret("keys", "keys", false, "key", "tls/key.pem"),
              secret("some", "keys", true, "missing", "x"),
              secret("none", "missing", true, null, null));
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.log()).isEqualTo("k\n. ./keys ./keys/tls ./keys/tls/key.pem ./none ./some\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "key,     ../../etc/x, leads out of /mnt/keys",
    "missing, x,           Secret keys in namespace default has no key missing"
  })
  void anItemOfASecretThatCantBeMountedIsNamed(String key, String path, String message)
      throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.secret("keys", "key", "k\n");
      lab.groups =
          options(
              new CustomCa(Optional.empty(), Optional.empty(), Optional.empty()),
              secret("keys", "keys", false, key, path));
      assertThat(lab.run().message()).contains(message);
    }
  }

  @Test
  void aSharedFolderAndAStopPointAreSeenUnderTheirOwnPath() throws Exception {
    String script =
        "touch \"$SCRIBE_STOP_DIR/$SCRIBE_STOP_POINT\" \"${SCRIBE_STOP_DIR%/*}/shared/x\"\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      Path shared = Files.createDirectory(lab.root.resolve("shared"));
      Path stops = Files.createDirectory(lab.root.resolve("stops"));
      lab.options =
          new SandboxOptions(
              lab.options.privileged(),
              List.of(),
              List.of(shared),
              Map.of("SCRIBE_STOP_DIR", stops.toString(), "SCRIBE_STOP_POINT", "here"));
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(stops.resolve("here")).exists();
      assertThat(shared.resolve("x")).exists();
    }
  }

  @Test
  void anNfsVolumeIsRefused() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.groups =
          options(
              new CustomCa(Optional.empty(), Optional.empty(), Optional.empty()),
              volume("x", Optional.empty(), Optional.empty(), Optional.of("server")));
      assertThat(lab.run().message())
          .contains("/mnt/x")
          .contains("neither a persistentVolumeClaim nor a secret");
    }
  }

  @Test
  void aSecretIsReadWhenTheAttemptStarts() throws Exception {
    try (Lab lab = new Lab(folder, "echo \"$PASSWORD\"\n" + Lab.report("Succeeded"))) {
      lab.plan.env("PASSWORD", REPOSITORY, "PASSWORD");
      lab.secret("repository", "PASSWORD", "old");
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      lab.secret("repository", "PASSWORD", "new");
      runs.release(lab.owner(), Lab.ID, lab.only(runs).uid());
      lab.ended(runs);
      assertThat(lab.log()).isEqualTo("new\n");
    }
  }

  @Test
  void aMissingSecretFailsTheAttemptBeforeItStarts() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.plan.env("PASSWORD", REPOSITORY, "PASSWORD");
      Thing thing = lab.run();
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.message()).isEqualTo("there is no Secret repository in namespace default");
      assertThat(lab.directory().resolve("started")).doesNotExist();

      lab.secret("repository", "OTHER", "x");
      SandboxRuns runs = lab.controller();
      runs.remove(lab.owner(), Lab.ID, thing.uid());
      assertThat(lab.run().message())
          .isEqualTo("Secret repository in namespace default has no key PASSWORD");
    }
  }

  @Test
  void dataThatVanishedFailsTheAttemptBeforeItStarts() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      Files.delete(lab.data);
      assertThat(lab.run().message())
          .isEqualTo(
              "PersistentVolumeClaim claim is the folder " + lab.data + ", which does not exist");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local:"})
  void aRepositoryOnADiskIsSeenUnderItsOwnPath(String prefix) throws Exception {
    try (Lab lab = repositoryLab("touch \"${REPOSITORY#local:}/config\"\n")) {
      Path repository = lab.root.resolve("repository");
      lab.secret("repository", "REPOSITORY", prefix + repository);
      Thing thing = lab.run();
      assertThat(thing.state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(repository.resolve("config")).exists();
    }
  }

  @Test
  void aRestoreMakesNoRepository() throws Exception {
    try (Lab lab = repositoryLab("[[ ! -e $REPOSITORY ]]\n")) {
      lab.plan.writesData();
      Path repository = lab.root.resolve("repository");
      lab.secret("repository", "REPOSITORY", repository.toString());
      assertThat(lab.run().state()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(repository).doesNotExist();
    }
  }

  @Test
  void aRepositoryBelowAMissingFolderIsRefused() throws Exception {
    try (Lab lab = repositoryLab("")) {
      Path repository = lab.root.resolve("no/repository");
      lab.secret("repository", "REPOSITORY", repository.toString());
      assertThat(lab.run().message())
          .isEqualTo(
              "REPOSITORY of Secret repository names the folder %s, but there is no folder %s: create it, or mount the disk"
                  .formatted(repository, repository.getParent()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/data", "/data/x", "/usr/x", "/etc", "/proc/x", "/tmp", "/a/../dev"})
  void aRepositoryWhereTheSandboxHasItsOwnIsRefused(String path) throws Exception {
    try (Lab lab = repositoryLab("")) {
      lab.secret("repository", "REPOSITORY", path);
      assertThat(lab.run().message())
          .startsWith("REPOSITORY of Secret repository names ")
          .endsWith("a path that the mover needs for itself: choose another folder");
    }
  }

  @Test
  void aRepositoryOnAMoverVolumeIsThatOfTheVolume() throws Exception {
    try (Lab lab = repositoryLab("touch \"$REPOSITORY/config\"\n")) {
      Path disk = Files.createDirectories(lab.root.resolve("disk/backup"));
      lab.claims.put(
          "disk", new backube.scribe.local.folder.Claim("disk", disk.getParent(), false, false));
      lab.groups =
          options(
              new CustomCa(Optional.empty(), Optional.empty(), Optional.empty()),
              volume("disk", Optional.empty(), Optional.of("disk"), Optional.empty()));
      lab.secret("repository", "REPOSITORY", "/mnt/disk/backup");
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(disk.resolve("config")).exists();
    }
  }

  private Lab repositoryLab(String script) throws Exception {
    Lab lab = new Lab(folder, script + Lab.report("Succeeded"));
    lab.plan =
        Plan.builder()
            .step(Step.named("one").with(Claim.shared("repository", REPOSITORY, "REPOSITORY")))
            .env("REPOSITORY", REPOSITORY, "REPOSITORY");
    return lab;
  }

  private static AttemptOptions options(CustomCa ca, MoverVolume... volumes) {
    PodOptions pod =
        new PodOptions(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(volumes));
    return new AttemptOptions(Optional.of(pod), Optional.of(ca), Map.of());
  }

  private static MoverVolume secret(
      String place, String name, boolean optional, @Nullable String key, @Nullable String path) {
    List<KeyToPath> items = key == null ? List.of() : List.of(new KeyToPath(key, null, path));
    return new MoverVolume(
        place,
        new MoverVolume.Source(
            Optional.of(new SecretVolumeSource(null, items, optional, name)),
            Optional.empty(),
            Optional.empty()));
  }

  private static MoverVolume volume(
      String path, Optional<String> secret, Optional<String> claim, Optional<String> server) {
    return new MoverVolume(
        path,
        new MoverVolume.Source(
            secret.map(name -> new SecretVolumeSource(null, null, null, name)),
            claim.map(name -> new PersistentVolumeClaimVolumeSource(name, false)),
            server.map(name -> new NFSVolumeSource("/", false, name))));
  }
}
