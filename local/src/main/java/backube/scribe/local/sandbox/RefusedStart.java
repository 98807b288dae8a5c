package backube.scribe.local.sandbox;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.state.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Why an attempt was not started; a file that is there instead of the marks of a process. */
final class RefusedStart {
  private final Path file;

  RefusedStart(Path directory) {
    file = directory.resolve("refused");
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** The class of the failure on the first line, the message on the others. */
  void write(Unstartable why) throws IOException {
    String text = why.failure().reason() + "\n" + why.getMessage();
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The attempt as it is: failed, with a report as a mover would have left it. */
  Thing thing(ThingId id, AttemptFile attempt) throws IOException {
    String[] parts = Files.readString(file).split("\n", 2);
    FailureClass failure =
        Arrays.stream(FailureClass.values())
            .filter(known -> known.reason().equals(parts[0]))
            .findFirst()
            .orElse(FailureClass.UNKNOWN);
    String message = parts[parts.length - 1];
    Report report =
        new Report(
            1,
            attempt.runId(),
            Report.Outcome.FAILED,
            failure,
            message,
            null,
            List.of(),
            Map.of(),
            Map.of(),
            List.of());
    return new Thing(id, attempt.uid(), Thing.State.FAILED, message, report);
  }
}
