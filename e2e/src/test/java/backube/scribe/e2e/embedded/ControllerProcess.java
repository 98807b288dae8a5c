package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Controller;
import backube.scribe.e2e.tool.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code scribe local run} as a process. */
final class ControllerProcess implements Controller {
  private static final int PATIENCE_SECONDS = 60;

  private final ScribeCommand command;
  private final Path manifests;
  private final Path log;
  private final Set<Path> shared = new TreeSet<>();
  private @Nullable Process process;

  ControllerProcess(ScribeCommand command, Path manifests, Path log) {
    this.command = command;
    this.manifests = manifests;
    this.log = log;
  }

  @Override
  public void start() {
    List<String> words = new ArrayList<>(List.of("run", "--retry-delay", "1"));
    shared.forEach(folder -> words.addAll(List.of("--share", folder.toString())));
    start(words.toArray(String[]::new));
  }

  /** Lets movers reach a folder, of a controller that is yet to start. */
  void share(Path folder) {
    shared.add(folder);
  }

  /** Starts another command that works as a controller. */
  void start(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("-f", manifests.toString()));
    process = command.start(log, line.toArray(String[]::new));
  }

  @Override
  public String startAnother() {
    Shell.Ended ended = command.run("run", "-f", manifests.toString());
    if (ended.code() == 0) {
      throw new AssertionError("a second controller did not refuse");
    }
    return ended.err();
  }

  @Override
  public void kill() {
    end(true);
  }

  @Override
  public void stop() {
    end(false);
  }

  private void end(boolean atOnce) {
    Process running = process;
    if (running == null) {
      return;
    }
    if (atOnce) {
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    try {
      if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly();
        throw new AssertionError("the controller did not end: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits until it, or one before it, has printed that. */
  void awaitSaid(String text) {
    Await.until("\"" + text + "\" to be said", this::log, log -> log.contains(text), this::log);
  }

  /** Waits until it has ended by itself; returns its exit code. */
  int awaitEnd() {
    return Await.until(
        "the command to end", () -> running() ? -1 : exit(), code -> code >= 0, this::log);
  }

  private int exit() {
    Process ended = process;
    return ended == null ? -1 : ended.exitValue();
  }

  @Override
  public boolean running() {
    Process running = process;
    return running != null && running.isAlive();
  }

  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
