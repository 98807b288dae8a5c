package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Controller;
import backube.scribe.e2e.rig.Device;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A scenario's folder: manifests, state, volumes and repositories. */
public final class EmbeddedRig implements Rig {
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *(\\S+)");
  private static final Pattern NAME =
      Pattern.compile("(?m)^ +name: *(\\S+)|^metadata:.*name: *([^,} ]+)");

  /** A user that is not in use. */
  private static final int NOBODY = 54321;

  private final Path folder;
  private final ScribeCommand command;
  private final ControllerProcess controller;
  private final StateFolder state;

  /** User of the controller, to whom volumes belong; negative: the one who runs the tests. */
  private int user = -1;

  private final Map<String, FolderVolume> volumes = new TreeMap<>();

  private EmbeddedRig(Path folder, Path scribe, List<String> prefix) {
    this.folder = folder;
    command = new ScribeCommand(scribe, folder.resolve("state"), prefix);
    controller =
        new ControllerProcess(
            command, folder.resolve("manifests"), folder.resolve("controller.log"));
    state = new StateFolder(folder.resolve("state"));
  }

  /** A rig in a new folder, whose controller is run by the user who runs the tests. */
  public static EmbeddedRig create() {
    return new EmbeddedRig(folders(Installation.scratch()), Installation.scribe(), List.of());
  }

  /** The same with a controller that has no rights of root's. */
  public static EmbeddedRig createUnprivileged() {
    if (!Installation.root()) {
      return create();
    }
    // The build's folder may be closed to other users.
    Path folder = folders(Path.of("/var/tmp"));
    Shell.script(
        folder,
        "cp -a '%s' scribe && cp '%s' . && chown -R %d:%d ."
            .formatted(Installation.home(), Installation.restic(), NOBODY, NOBODY));
    EmbeddedRig rig =
        new EmbeddedRig(
            folder,
            folder.resolve("scribe/bin/scribe"),
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    rig.command.with("SCRIBE_TOOLS", folder.toString());
    rig.command.with("SCRIBE_CACHE_DIR", folder.resolve("cache").toString());
    rig.user = NOBODY;
    return rig;
  }

  private static Path folders(Path parent) {
    try {
      Files.createDirectories(parent);
      Path folder = Files.createTempDirectory(parent, "scribe-scenario-").toRealPath();
      for (String name : List.of("manifests", "volumes", "repositories", "stop", "incoming")) {
        Files.createDirectory(folder.resolve(name));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String namespace() {
    return "default";
  }

  @Override
  public void apply(String manifests) {
    for (String document : manifests.split("(?m)^---$", -1)) {
      String name = match(KIND, document) + "-" + match(NAME, document) + ".yaml";
      try {
        // A file appears at once and whole, as from an editor.
        Path written = Files.writeString(folder.resolve("incoming").resolve(name), document);
        Files.move(
            written,
            folder.resolve("manifests").resolve(name),
            java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String match(Pattern pattern, String document) {
    Matcher matcher = pattern.matcher(document);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + document);
    }
    String first = matcher.group(1);
    return first == null ? matcher.group(matcher.groupCount()) : first;
  }

  @Override
  public void delete(String kind, String name) {
    try {
      Files.delete(folder.resolve("manifests").resolve(kind + "-" + name + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Status status(Resource resource) {
    return state.status(resource);
  }

  @Override
  public String log(Resource resource) {
    return state.log(resource);
  }

  @Override
  public List<String> events(Resource resource) {
    return state.events(resource);
  }

  @Override
  public Volume volume(String claim) {
    return volumes.computeIfAbsent(
        claim,
        name -> {
          try {
            Path made = Files.createDirectory(folder.resolve("volumes").resolve(name));
            if (user >= 0) {
              Shell.script(made, "chown %1$d:%1$d .".formatted(user));
            }
            FolderVolume volume = new FolderVolume(name, made, user);
            apply(volume.manifest());
            return volume;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public Device device(String claim, int mebibytes) {
    Path volumes = folder.resolve("volumes");
    Shell.script(volumes, "truncate -s %dM %s".formatted(mebibytes, claim));
    command.withTool(Installation.diskrsync());
    FileDevice device = new FileDevice(claim, volumes.resolve(claim), mebibytes);
    apply(device.manifest());
    return device;
  }

  @Override
  public Repository repository(String secret) {
    Repository repository =
        new FolderRepository(
            secret, folder.resolve("repositories").resolve(secret), "correct horse " + secret);
    apply(repository.manifest(repository.password()));
    return repository;
  }

  @Override
  public Remote remote(String secret) {
    Path remotes = folder.resolve("repositories");
    apply(Remote.manifest(secret, "type = local"));
    controller.share(remotes);
    return new Remote(secret, remotes.resolve(secret).toString());
  }

  /** The command line in this folder. */
  ScribeCommand command() {
    return command;
  }

  /** A folder or file of the scenario. */
  Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public Controller controller() {
    return controller;
  }

  /** The controller, which may be another command than {@code run}. */
  ControllerProcess process() {
    return controller;
  }

  /** Runs {@code scribe local …} to its end. */
  Shell.Ended scribe(String... arguments) {
    return command.run(arguments);
  }

  /** Files and folders in the state folder that belong to a source. */
  List<String> kept(String source) {
    return Shell.script(folder, "find state -path '*/src-" + source + "*'")
        .lines()
        .collect(Collectors.toList());
  }

  /** {@code scribe local sync NAME} with the manifests. */
  Shell.Ended sync(String name, String... options) {
    List<String> words =
        new ArrayList<>(List.of("sync", name, "-f", folder.resolve("manifests").toString()));
    words.addAll(List.of(options));
    return command.run(words.toArray(String[]::new));
  }

  @Override
  public StopPoint stopAt(String name) {
    Path stop = folder.resolve("stop");
    command.with("SCRIBE_STOP_POINT", name);
    command.with("SCRIBE_STOP_DIR", stop.toString());
    return new SandboxStopPoint(stop, name, this::diagnosis);
  }

  @Override
  public void rememberState() {
    Shell.script(folder, "rm -rf remembered && cp -a state remembered");
  }

  @Override
  public void recallState() {
    Shell.script(folder, "rm -rf state && mv remembered state");
  }

  @Override
  public void awaitQuiet() {
    Await.until(
        "all to be idle",
        state::statuses,
        all -> all.stream().allMatch(Status::idle),
        this::diagnosis);
  }

  @Override
  public List<String> leftovers() {
    return state.leftovers();
  }

  @Override
  public String diagnosis() {
    return "controller's log:\n" + controller.log() + "\nleftovers: " + leftovers();
  }

  @Override
  public void close() {
    controller.kill();
    SandboxProcesses.killIn(folder); // what listens would do so for ever
    for (long pid : new SandboxProcesses(folder.resolve("stop")).list()) {
      SandboxProcesses.signal(pid, "KILL");
    }
    Shell.script(
        folder.getParent(), "chmod -R u+rwX " + folder + "; rm -rf --one-file-system " + folder);
  }
}
