package backube.scribe.local.process;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes in directories of their own. Each call may be repeated, by another controller too; each
 * answer follows from what is on disk and from who holds the lock, never from memory.
 */
public final class Processes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  private static final int RESERVE = 64 * 1024;

  private final Programs programs;
  private final Path supervise;
  private final Lock lock;
  private final Placement placement;
  private final Deletion deletion;
  private final Removal removal;
  private final EndWatch watch;

  /**
   * @param grace how long a command may take to end when it is asked to
   * @param endings told when a process ended or is removed
   */
  public Processes(StatePaths paths, Programs programs, Duration grace, Endings endings) {
    try {
      this.programs = programs;
      supervise = programs.script(Processes.class, "supervise");
      lock = new Lock(programs);
      placement = new Placement(paths);
      deletion = new Deletion(paths.root(), programs);
      Stopper stopper = new Stopper(lock, grace, Duration.ofSeconds(30));
      placement.sweep(deletion);
      removal = new Removal(placement, stopper, deletion, endings);
      watch = new EndWatch(FileSystems.getDefault().newWatchService(), this::running, endings);
    } catch (IOException e) {
      throw new EffectFailed("can't use the state folder " + paths.root() + ": " + e, e);
    }
  }

  /**
   * Makes a directory for a process with these files, whole or not at all. Some room on the disk is
   * set aside, so that a process that filled the disk can still be heard.
   *
   * @return whether it was made; it was not if there is one
   */
  public boolean prepare(Path directory, Map<String, byte[]> files) throws IOException {
    Map<String, byte[]> all = new HashMap<>(files);
    all.put("log", new byte[0]);
    all.put("reserve", ProcessFolder.blank(RESERVE));
    return place(directory, all);
  }

  /**
   * Makes a directory with these files, whole or not at all.
   *
   * @return whether it was made; it was not if there is one
   */
  public boolean place(Path directory, Map<String, byte[]> files) throws IOException {
    return placement.place(directory, files);
  }

  /**
   * Starts the command of a directory unless it has been started before. When this returns the
   * command is started for good, even if this process dies.
   *
   * @param parts what the command reads from its file descriptors 20, 21, …; never on disk
   */
  public void start(ResourceKey owner, Path directory, List<String> command, List<byte[]> parts) {
    ProcessFolder folder = new ProcessFolder(directory);
    if (Files.exists(folder.started()) || Files.exists(folder.removed())) {
      return;
    }
    List<String> line = new ArrayList<>();
    line.addAll(List.of("setsid", supervise.toString(), directory.toString()));
    line.addAll(command);
    try {
      Process process =
          programs
              .builder(line)
              .redirectError(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
              .start();
      feed(process, parts);
      try (BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        if ("started".equals(answer.readLine())) {
          watch.watch(owner, directory);
        } else if (!Files.exists(folder.started()) && !Files.exists(folder.removed())) {
          throw new EffectFailed(
              "can't start a process in %s: %s"
                  .formatted(directory, String.join("; ", folder.lastLines(2))));
        }
      }
    } catch (IOException e) {
      throw Programs.notRun("setsid or bash in " + directory, e);
    }
  }

  private static void feed(Process process, List<byte[]> parts) {
    try (OutputStream input = process.getOutputStream()) {
      for (byte[] part : parts) {
        input.write(Base64.getEncoder().encode(part));
        input.write('\n');
      }
      input.write("end\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.debug("a supervisor ended early, which its answer tells", e);
    }
  }

  /** Where the process of a directory is in its life; a running one is watched from now on. */
  public Life look(ResourceKey owner, Path directory) throws IOException {
    Life life = life(new ProcessFolder(directory));
    if (life instanceof Life.Running) {
      watch.watch(owner, directory);
    } else if (life instanceof Life.Leaving) {
      removal.begin(owner, directory);
    }
    return life;
  }

  /** Whether a directory is being removed. */
  public boolean leaving(ResourceKey owner, Path directory) {
    boolean leaving = Files.exists(new ProcessFolder(directory).removed());
    if (leaving) {
      remove(owner, directory);
    }
    return leaving;
  }

  private Life life(ProcessFolder folder) throws IOException {
    if (Files.exists(folder.removed())) {
      return new Life.Leaving();
    }
    if (!Files.exists(folder.started())) {
      return new Life.Waiting();
    }
    OptionalInt code = folder.exitCode();
    if (code.isEmpty() && lock.held(folder.lock())) {
      return new Life.Running();
    }
    code = folder.exitCode(); // it may have ended between the two looks
    return code.isPresent() ? new Life.Ended(code.getAsInt()) : new Life.Lost();
  }

  private boolean running(Path directory) {
    try {
      return life(new ProcessFolder(directory)) instanceof Life.Running;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Stops the process of a directory and removes the directory. From now on nothing of it starts;
   * what is at work, or large, is gone some time later.
   */
  public void remove(ResourceKey owner, Path directory) {
    ProcessFolder folder = new ProcessFolder(directory);
    try {
      if (!Files.isDirectory(directory)) {
        return;
      }
      try {
        Files.createFile(folder.removed());
        DurableFile.sync(directory);
      } catch (FileAlreadyExistsException e) {
        // asked for before
      }
      removal.begin(owner, directory);
    } catch (IOException e) {
      throw new EffectFailed("can't remove " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Deletes a tree in the state folder that no process has to do with. */
  public void delete(Path path) throws IOException {
    deletion.delete(path);
  }

  /**
   * Takes a tree out of its place in the state folder, and deletes it in the background; nothing
   * happens if there is none.
   */
  public void discard(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      removal.discard(placement.displace(path));
    }
  }

  /**
   * Asks the process of a directory to end, and kills it if it does not; returns at once. What it
   * leaves stays.
   */
  public void stop(ResourceKey owner, Path directory) {
    removal.stop(owner, directory);
  }

  /** Stops watching and waits a moment for removals. Processes go on. */
  @Override
  public void close() {
    removal.close();
    try {
      watch.close();
    } catch (IOException e) {
      throw new EffectFailed("can't stop watching processes: " + e.getMessage(), e);
    }
  }
}
