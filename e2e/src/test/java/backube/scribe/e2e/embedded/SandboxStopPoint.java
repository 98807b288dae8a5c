package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.StopPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A stop point that a sandboxed mover announces by a file. */
final class SandboxStopPoint implements StopPoint {
  private final Path folder;
  private final String name;
  private final SandboxProcesses processes;
  private final Supplier<String> diagnosis;

  SandboxStopPoint(Path folder, String name, Supplier<String> diagnosis) {
    this.folder = folder;
    this.name = name;
    this.diagnosis = diagnosis;
    processes = new SandboxProcesses(folder);
  }

  @Override
  public void awaitReached() {
    Path mark = folder.resolve(name + ".reached");
    Await.until("stop point " + name, () -> Files.exists(mark), reached -> reached, diagnosis);
  }

  @Override
  public void goOn() {
    try {
      Files.writeString(folder.resolve(name + ".go"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill(Victim victim) {
    SandboxProcesses.signal(find(victim), "KILL");
    goOn(); // what is left of the attempt, and the next one
  }

  @Override
  public void terminate(Victim victim) {
    SandboxProcesses.signal(find(victim), "TERM");
    goOn();
  }

  private long find(Victim victim) {
    Supplier<Optional<Long>> search =
        victim == Victim.RESTIC ? processes::restic : processes::entryScript;
    return Await.until("process of " + victim, search, Optional::isPresent, diagnosis)
        .orElseThrow();
  }
}
