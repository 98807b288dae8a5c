package backube.scribe.local.sandbox;

import static org.awaitility.Awaitility.await;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.folder.Claim;
import backube.scribe.local.folder.DataFolders;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.Programs;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One machine with a folder to back up, a mover that is a shell script, and a controller. */
final class Lab implements AutoCloseable {
  static final ThingId ID = ThingId.attempt(1_700_000_000L, 1);
  static final Duration SOON = Duration.ofSeconds(20);
  static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  final Path root;
  final Path data;
  final StatePaths paths;
  final Map<Ref, Map<String, byte[]>> objects = new HashMap<>();
  final Map<String, Claim> claims = new HashMap<>();
  final Map<String, String> annotations = new HashMap<>();
  final BlockingQueue<ResourceKey> endings = new LinkedBlockingQueue<>();
  final List<Processes> controllers = new ArrayList<>();
  SandboxOptions options = new SandboxOptions(root(), List.of(), List.of(), Map.of());
  Plan.Builder plan =
      Plan.builder().step(backube.scribe.api.mover.Step.named("one")).scratch("cache");
  AttemptOptions groups = new AttemptOptions(Optional.empty(), Optional.empty(), Map.of());
  Optional<VolumeMode> mode = Optional.empty();
  String path = SYSTEM_PATH;
  Duration grace = Duration.ofSeconds(10);
  private int uids;

  Lab(Path folder, String script) throws IOException {
    root = folder.toRealPath();
    data = Files.createDirectory(root.resolve("data"));
    paths = new StatePaths(root.resolve("state"));
    claims.put("claim", new Claim("claim", data, false, false));
    Path mover = Files.createDirectories(root.resolve("mover"));
    Path entry = mover.resolve("entry.sh");
    Files.writeString(entry, "#!/usr/bin/env bash\nset -euo pipefail\n" + script);
    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static boolean root() {
    return new SandboxCheck(new Programs(Path.of("/nowhere"), SYSTEM_PATH), uid()).run()
            instanceof SandboxCheck.Answer.Usable usable
        && usable.privileged();
  }

  static long uid() {
    try {
      return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a report with this outcome as the last thing a script does. */
  static String report(String outcome) {
    return "printf '{\"version\":1,\"run\":\"%s\",\"outcome\":\""
        + outcome
        + "\",\"message\":\"done\"}' \"$RUN_ID\" >\"$REPORT_FILE\"\n";
  }

  /** Waits in a script until {@link #goOn}, after {@link #awaitReady}. */
  static final String WAIT = "mkfifo /cache/go; : >/cache/ready; read -r _ </cache/go\n";

  /** Waits until the script waits. */
  void awaitReady() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(cache().resolve("ready")));
  }

  void goOn() throws IOException {
    Files.writeString(cache().resolve("go"), "\n");
  }

  Path cache() {
    return paths.scratch(owner().key(), "cache");
  }

  /** A process of the attempt, outside of its sandbox or the first inside, by what it runs. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process.pid(), directory().resolve("lock").toString()))
        .toList();
  }

  private static boolean holds(long pid, String file) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.anyMatch(descriptor -> file.equals(target(descriptor)));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** A controller that knows only what is on disk. */
  SandboxRuns controller() {
    Programs programs = new Programs(paths.programs(), path);
    Processes processes = new Processes(paths, programs, grace, endings::add);
    controllers.add(processes);
    DataFolders folders =
        new DataFolders(paths, (namespace, name) -> Optional.ofNullable(claims.get(name)));
    References references =
        (namespace, ref) ->
            Optional.ofNullable(objects.get(ref)).map(map -> new References.Content("1", map));
    return new SandboxRuns(
        paths,
        processes,
        folders,
        references,
        mover -> root.resolve("mover"),
        (key, mover) -> OptionalInt.of(20_123),
        options,
        () -> "uid-" + ++uids);
  }

  static AttemptOptions scratch(String name, boolean cleanup) {
    return new AttemptOptions(
        Optional.empty(),
        Optional.empty(),
        Map.of(name, new ScratchOptions(Optional.empty(), Optional.empty(), List.of(), cleanup)));
  }

  Replication owner() {
    return owner("owner-1");
  }

  Replication owner(String uid) {
    return new Replication(
        new ResourceKey(Role.SOURCE, "default", "photos"),
        uid,
        Instant.EPOCH,
        "1",
        false,
        annotations,
        Optional.of("claim"),
        new ReplicationSourceSpec("claim", null, null, null, null, Map.of()),
        ReplicationStatus.EMPTY);
  }

  Attempt attempt() {
    return new Attempt(
        owner().key(),
        "owner-1",
        ID,
        "run-1",
        "tiny",
        "tiny:1",
        plan.build(),
        List.of("one", "two words"),
        true,
        1,
        new Attempt.Data(Optional.of("claim"), false, mode),
        Optional.empty(),
        groups);
  }

  void secret(String name, String key, String value) {
    objects
        .computeIfAbsent(Ref.secret(name), ref -> new HashMap<>())
        .put(key, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Holds and releases, and waits until the attempt is over. */
  Thing run() {
    SandboxRuns runs = controller();
    start(runs);
    return ended(runs);
  }

  void start(SandboxRuns runs) {
    runs.hold(owner(), attempt());
    runs.release(owner(), ID, only(runs).uid());
  }

  Thing only(SandboxRuns runs) {
    List<Thing> things = runs.observe(owner());
    if (things.size() != 1) {
      throw new AssertionError("expected one attempt, found " + things);
    }
    return things.get(0);
  }

  Thing ended(SandboxRuns runs) {
    return await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> only(runs),
            thing -> thing.state() == Thing.State.SUCCEEDED || thing.state() == Thing.State.FAILED);
  }

  void awaitEnding() throws InterruptedException {
    if (endings.poll(SOON.toSeconds(), TimeUnit.SECONDS) == null) {
      throw new AssertionError("nobody was told of an end");
    }
  }

  Path directory() {
    return paths.attempt(owner().key(), ID);
  }

  String log() throws IOException {
    return Files.readString(directory().resolve("log"), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    SandboxRuns runs = controller();
    runs.observe(owner()).forEach(thing -> runs.remove(owner(), thing.id(), thing.uid()));
    await().atMost(SOON).until(() -> runs.observe(owner()).isEmpty());
    controllers.forEach(Processes::close);
  }
}
