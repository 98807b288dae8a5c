package backube.scribe.local.sandbox;

import backube.scribe.api.mover.Plan;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.ReportCodec;
import backube.scribe.core.run.Runs;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.folder.DataFolders;
import backube.scribe.local.process.Life;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.RunFolder;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Attempts as sandboxed processes that outlive the controller. An attempt is a directory; it is
 * held until its process is started, which happens once.
 */
public final class SandboxRuns implements Runs {
  private final StatePaths paths;
  private final Processes processes;
  private final References references;
  private final BiFunction<ResourceKey, String, OptionalInt> ports;
  private final SandboxOptions options;
  private final Mounts mounts;
  private final ScratchFolders scratch;
  private final Supplier<String> uids;

  /**
   * @param references where the values of Secrets are read when an attempt starts
   * @param ports gives the port at which a mover of a resource listens
   * @param uids makes a new uid at each call
   */
  public SandboxRuns(
      StatePaths paths,
      Processes processes,
      DataFolders folders,
      References references,
      MoverFiles movers,
      BiFunction<ResourceKey, String, OptionalInt> ports,
      SandboxOptions options,
      Supplier<String> uids) {
    this.paths = paths;
    this.processes = processes;
    this.references = references;
    this.ports = ports;
    this.options = options;
    this.uids = uids;
    scratch = new ScratchFolders(paths, processes);
    mounts = new Mounts(paths, folders, movers, options);
  }

  @Override
  public List<Thing> observe(Replication owner) {
    List<Thing> things = new ArrayList<>();
    for (RunFolder folder : RunFolder.in(paths.runs(owner.key()))) {
      AttemptFile file = AttemptFile.read(folder.path());
      if (file.foreign(owner.uid())) {
        processes.remove(owner.key(), folder.path()); // of a namesake that was deleted
      } else {
        observe(owner, folder, file).ifPresent(things::add);
      }
    }
    return things;
  }

  private Optional<Thing> observe(Replication owner, RunFolder folder, AttemptFile file) {
    try {
      Life life = processes.look(owner.key(), folder.path());
      if (!Files.isDirectory(folder.path())) {
        return Optional.empty();
      }
      if (life instanceof Life.Waiting) {
        return Optional.of(waiting(folder, file));
      }
      if (life instanceof Life.Running) {
        follow(owner, folder.path(), file);
        return Optional.of(Thing.of(id(folder), file.uid(), Thing.State.RUNNING));
      }
      if (life instanceof Life.Leaving) {
        return Optional.of(Thing.of(id(folder), file.uid(), Thing.State.TERMINATING));
      }
      ProcessFolder process = new ProcessFolder(folder.path());
      return Optional.of(new Outcome(process, id(folder), file).of(life));
    } catch (IOException e) {
      throw new EffectFailed("can't look at " + folder.path() + ": " + e.getMessage(), e);
    }
  }

  /** A manifest that changed is a reason to look. */
  private void follow(Replication owner, Path directory, AttemptFile file) throws IOException {
    Optional<Plan> plan =
        file.attempt().map(Attempt::plan).filter(known -> known.endpoint().isPresent());
    if (plan.isPresent()) {
      new FollowedFiles(directory, plan.get())
          .follow(new Keys(references, owner.key().namespace()));
    }
  }

  private static ThingId id(RunFolder folder) {
    return ThingId.attempt(folder.run(), folder.round());
  }

  private static Thing waiting(RunFolder folder, AttemptFile file) throws IOException {
    RefusedStart refused = new RefusedStart(folder.path());
    return refused.exists()
        ? refused.thing(id(folder), file)
        : Thing.of(id(folder), file.uid(), Thing.State.HELD);
  }

  @Override
  public void hold(Replication owner, Attempt attempt) {
    Path directory = paths.attempt(owner.key(), attempt.id());
    try {
      scratch.make(owner.key(), attempt.plan().scratch());
      byte[] noReport = ProcessFolder.blank(ReportCodec.MAX_BYTES); // its room is for the report
      processes.prepare(
          directory,
          Map.of(
              AttemptFile.NAME, AttemptFile.write(uids.get(), attempt), Outcome.REPORT, noReport));
    } catch (IOException e) {
      throw new EffectFailed("can't make " + directory + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Attempt> find(Replication owner, ThingId id) {
    Path directory = paths.attempt(owner.key(), id);
    return Files.isDirectory(directory) ? AttemptFile.read(directory).attempt() : Optional.empty();
  }

  @Override
  public void release(Replication owner, ThingId id, String uid) {
    Path directory = paths.attempt(owner.key(), id);
    if (!Files.isDirectory(directory) || new RefusedStart(directory).exists()) {
      return;
    }
    AttemptFile file = AttemptFile.read(directory);
    if (!file.uid().equals(uid)) {
      return;
    }
    try {
      start(owner, directory, file);
    } catch (Unstartable e) {
      refuse(directory, e);
    } catch (IOException e) {
      throw new EffectFailed("can't start " + id + " of " + owner.key() + ": " + e, e);
    }
  }

  private void start(Replication owner, Path directory, AttemptFile file)
      throws Unstartable, IOException {
    Attempt attempt =
        file.attempt().orElseThrow(() -> new Unstartable("its plan is of another release"));
    Keys keys = new Keys(references, owner.key().namespace());
    Bubblewrap bwrap = new Bubblewrap();
    RootFolder.add(bwrap, options.privileged(), HostName.of(owner.uid()));
    RootFolder.accounts(bwrap);
    capabilities(bwrap, attempt.plan());
    mounts.add(bwrap, owner.key(), attempt, keys);
    for (Map.Entry<String, byte[]> variable :
        new Environment(options).of(owner, attempt, keys).entrySet()) {
      bwrap.variable(variable.getKey(), variable.getValue());
    }
    if (attempt.plan().endpoint().isPresent()) {
      listening(bwrap, owner.key(), attempt.mover());
    }
    RootFolder.seal(bwrap);
    List<String> program = new ArrayList<>(List.of(Mounts.entry(attempt) + "/entry.sh"));
    program.addAll(attempt.steps());
    new KeptLogs(paths.logs(owner.key())).keep(directory);
    processes.start(owner.key(), directory, bwrap.command(program), bwrap.parts());
  }

  private void listening(Bubblewrap bwrap, ResourceKey owner, String mover) throws Unstartable {
    int port =
        ports
            .apply(owner, mover)
            .orElseThrow(() -> new Unstartable("it is not known at which port to listen"));
    Environment.listening(port).forEach((name, value) -> bwrap.add("--setenv", name, value));
  }

  private void capabilities(Bubblewrap bwrap, Plan plan) throws Unstartable {
    if (options.privileged()) {
      bwrap.add("--cap-drop", "ALL");
      for (String capability : Capabilities.granted(plan.capabilities())) {
        bwrap.add("--cap-add", capability);
      }
    }
  }

  private static void refuse(Path directory, Unstartable why) {
    try {
      new RefusedStart(directory).write(why);
    } catch (IOException e) {
      throw new EffectFailed(why.getMessage() + "; and " + directory + ": " + e, e);
    }
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    Path directory = paths.attempt(owner.key(), id);
    if (!Files.isDirectory(directory)) {
      return;
    }
    AttemptFile file = AttemptFile.read(directory);
    if (file.uid().equals(uid)) {
      scratch.clean(owner.key(), directory, file);
      processes.remove(owner.key(), directory);
    }
  }

  /** Removes the scratch volumes and logs of a resource that has no attempt any more. */
  public void forget(ResourceKey owner) {
    try {
      processes.discard(paths.scratch(owner));
      processes.discard(paths.runs(owner));
    } catch (IOException e) {
      throw new EffectFailed("can't remove what " + owner + " has left: " + e.getMessage(), e);
    }
  }

  /** Asks a running attempt to end; it reports how it ended as if it had by itself. */
  public void stop(Replication owner, ThingId id, String uid) {
    Path directory = paths.attempt(owner.key(), id);
    if (Files.isDirectory(directory) && AttemptFile.read(directory).uid().equals(uid)) {
      processes.stop(owner.key(), directory);
    }
  }
}
