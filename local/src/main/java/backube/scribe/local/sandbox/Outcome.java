package backube.scribe.local.sandbox;

import backube.scribe.api.mover.Report;
import backube.scribe.core.run.ReportCodec;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.Life;
import backube.scribe.local.process.ProcessFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an attempt that is over ended: from its exit code and its report, both of which may lack. */
final class Outcome {
  static final String REPORT = "report.json";

  private static final Pattern EXIT_CODE = Pattern.compile("\"exit-code\"\\s*:\\s*(\\d{1,3})\\b");
  private static final int SIGNALLED = 128;
  private static final int READ = 64 * 1024;

  private final ProcessFolder folder;
  private final ThingId id;
  private final AttemptFile file;

  Outcome(ProcessFolder folder, ThingId id, AttemptFile file) {
    this.folder = folder;
    this.id = id;
    this.file = file;
  }

  Thing of(Life life) {
    int supervised = life instanceof Life.Ended ended ? ended.code() : SIGNALLED;
    OptionalInt code = entryCode();
    if (code.isEmpty() && supervised < SIGNALLED) {
      return failed("the sandbox could not be set up: " + complaint(), null);
    }
    byte[] bytes = start(folder.directory().resolve(REPORT));
    boolean blank = new String(bytes, StandardCharsets.UTF_8).isBlank();
    if (blank && bytes.length > ReportCodec.MAX_BYTES) {
      return failed(ReportCodec.TOO_LARGE, null);
    }
    if (blank) {
      return failed("the mover left no report: " + how(code), null);
    }
    Report report = ReportCodec.read(bytes, file.runId());
    if (!report.outcome().done()) {
      return failed(report.message(), report);
    }
    if (code.isPresent() && code.getAsInt() != 0) {
      return failed("the mover reported success, and yet " + how(code), null);
    }
    return new Thing(id, file.uid(), Thing.State.SUCCEEDED, report.message(), report);
  }

  private Thing failed(String message, @Nullable Report report) {
    return new Thing(id, file.uid(), Thing.State.FAILED, message, report);
  }

  private static String how(OptionalInt code) {
    if (code.isEmpty()) {
      return "it was killed, or the machine was restarted";
    }
    int value = code.getAsInt();
    return value > SIGNALLED
        ? "it was ended by signal " + (value - SIGNALLED)
        : "its exit code is " + value;
  }

  /** The exit code of the entry point as bwrap saw it; empty if it never began or nobody saw. */
  private OptionalInt entryCode() {
    Matcher found = EXIT_CODE.matcher(new String(start(folder.status()), StandardCharsets.UTF_8));
    return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
  }

  private String complaint() {
    List<String> lines =
        new String(start(folder.log()), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("bwrap"))
            .toList();
    return lines.isEmpty() ? "bwrap says nothing" : lines.get(lines.size() - 1);
  }

  private static byte[] start(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(READ);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
