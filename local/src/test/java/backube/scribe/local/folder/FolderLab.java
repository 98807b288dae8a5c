package backube.scribe.local.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.Programs;
import backube.scribe.local.state.StatePaths;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A machine with one folder of the user's, and controllers that make volumes of it. */
final class FolderLab implements AutoCloseable {
  static final long RUN = 1_700_000_000L;
  static final ThingId COPY = ThingId.copy(RUN, 1);
  static final Duration SOON = Duration.ofSeconds(20);

  final Path root;
  final Path data;
  final StatePaths paths;
  final Map<String, Claim> claims = new HashMap<>();
  final BlockingQueue<ResourceKey> endings = new LinkedBlockingQueue<>();
  FolderCheck.Owners owners = new FolderCheck.Owners.Anybody();
  String boot = "boot-1";
  private final List<Processes> controllers = new ArrayList<>();
  private int uids;

  FolderLab(Path folder) throws IOException {
    root = folder.toRealPath();
    data = Files.createDirectory(root.resolve("data"));
    paths = new StatePaths(root.resolve("state"));
    claims.put("claim", new Claim("claim", data, false, false));
  }

  /** A controller that knows only what is on disk. */
  FolderVolumes controller() {
    Programs programs =
        new Programs(paths.programs(), root.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin");
    Processes processes = new Processes(paths, programs, Duration.ofSeconds(5), endings::add);
    controllers.add(processes);
    DataFolders folders =
        new DataFolders(paths, (namespace, name) -> Optional.ofNullable(claims.get(name)));
    return new FolderVolumes(
        paths,
        folders,
        new FolderCheck(paths, folders, programs, owners),
        new Copies(processes, programs, () -> "uid-" + ++uids, boot),
        processes);
  }

  /** Replaces {@code cp} by one that waits for {@link #goOn}. */
  void holdUpCopies() throws IOException {
    Path bin = Files.createDirectory(root.resolve("bin"));
    Files.writeString(
        bin.resolve("cp"),
        """
        #!/bin/bash
        mkfifo %1$s/go
        : >%1$s/waiting
        read -r _ <%1$s/go
        exec /bin/cp "$@"
        """
            .formatted(bin));
    Files.setPosixFilePermissions(bin.resolve("cp"), PosixFilePermissions.fromString("rwx------"));
  }

  void awaitHeldUp() {
    await().atMost(SOON).until(() -> Files.exists(root.resolve("bin/waiting")));
  }

  void goOn() throws IOException {
    Files.writeString(root.resolve("bin/go"), "\n");
  }

  Replication owner(Role role) {
    return new Replication(
        new ResourceKey(role, "default", "photos"),
        "owner-1",
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.of("claim"),
        new ReplicationSourceSpec("claim", null, null, null, null, Map.of()),
        ReplicationStatus.EMPTY);
  }

  Replication source() {
    return owner(Role.SOURCE);
  }

  Replication destination() {
    return owner(Role.DESTINATION);
  }

  static VolumeRequest request(CopyMethod method, String claim) {
    return new VolumeRequest(
        method,
        Optional.ofNullable(claim),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false);
  }

  /** Of a mover that understands devices: the claim, or one that is made with such a capacity. */
  static VolumeRequest device(@Nullable String capacity) {
    return new VolumeRequest(
        CopyMethod.SNAPSHOT,
        capacity == null ? Optional.of("claim") : Optional.empty(),
        Optional.ofNullable(capacity).map(Quantity::new),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        true,
        false,
        Optional.empty(),
        Optional.ofNullable(capacity).map(size -> VolumeMode.BLOCK));
  }

  static VolumeRequest snapshot() {
    return request(CopyMethod.SNAPSHOT, "claim");
  }

  static Thing only(FolderVolumes volumes, Replication owner) {
    List<Thing> things = volumes.observe(owner);
    if (things.size() != 1) {
      throw new AssertionError("expected one thing, found " + things);
    }
    return things.get(0);
  }

  /** Waits until the only copy or image is made, or can't be. */
  static Thing made(FolderVolumes volumes, Replication owner) {
    return await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> only(volumes, owner), thing -> thing.state() != Thing.State.CREATING);
  }

  static void awaitGone(FolderVolumes volumes, Replication owner) {
    await().atMost(SOON).until(() -> volumes.observe(owner).isEmpty());
  }

  /** Runs a program of the repository or the system and returns what it prints. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  @Override
  public void close() {
    FolderVolumes volumes = controller();
    for (Role role : Role.values()) {
      Replication owner = owner(role);
      volumes.observe(owner).forEach(thing -> volumes.remove(owner, thing.id(), thing.uid()));
      awaitGone(volumes, owner);
    }
    controllers.forEach(Processes::close);
  }
}
