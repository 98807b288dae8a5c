package backube.scribe.core.run;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an attempt says of itself. Never throws: what can't be used yields a report of a
 * failure of class {@link FailureClass#UNKNOWN} whose message says why.
 */
public final class ReportCodec {
  /** Most bytes of a report: the limit of a container's termination message. */
  public static final int MAX_BYTES = 4096;

  /** Says of a report that it is larger than that. */
  public static final String TOO_LARGE =
      "the mover's report is too large: at most " + MAX_BYTES + " bytes are read";

  private static final ObjectReader TREE =
      Json.lenient().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String NOT_ONE_OBJECT = "the mover's report is not one JSON object";

  private ReportCodec() {}

  /** What stands for the report of an attempt that left none. */
  public static Report missing(String runId) {
    return unusable(runId, "the mover left no report: it was killed, or never came to write one");
  }

  /**
   * Reads a report.
   *
   * @param bytes what the attempt wrote; to learn that it is too large, one byte more than {@link
   *     #MAX_BYTES} is enough
   * @param runId identity that the attempt was given
   */
  public static Report read(byte[] bytes, String runId) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return missing(runId);
    }
    if (bytes.length > MAX_BYTES) {
      return unusable(runId, TOO_LARGE);
    }
    try {
      JsonNode tree = TREE.readTree(text);
      if (!tree.isObject()) {
        return unusable(runId, NOT_ONE_OBJECT);
      }
      Report report = Json.lenient().treeToValue(tree, Report.class);
      if (!runId.equals(report.run())) {
        return unusable(
            runId,
            report.run() == null
                ? "the mover's report does not name its run; expected " + runId
                : "the mover's report is of run " + brief(report.run()) + ", not of " + runId);
      }
      return consistent(report);
    } catch (JsonEOFException e) {
      return unusable(runId, "the mover's report is cut off after " + bytes.length + " bytes");
    } catch (JsonMappingException e) {
      return unusable(
          runId,
          e.getPath().isEmpty()
              ? NOT_ONE_OBJECT
              : "the mover's report has a value of a wrong type at " + path(e));
    } catch (JsonProcessingException e) {
      return unusable(
          runId,
          "the mover's report is not JSON (line %d, column %d)"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private static Report consistent(Report report) {
    boolean failed = report.outcome() == Report.Outcome.FAILED;
    FailureClass failure = report.failure() == null ? FailureClass.UNKNOWN : report.failure();
    return new Report(
        report.version(),
        report.run(),
        report.outcome(),
        failed ? failure : null,
        report.message(),
        report.at(),
        report.steps().stream().filter(ReportCodec::named).toList(),
        report.figures(),
        report.section(),
        report.log());
  }

  @SuppressWarnings("ConstantValue") // Jackson leaves an absent name null
  private static boolean named(Report.StepResult step) {
    return step.name() != null;
  }

  private static Report unusable(String runId, String message) {
    return new Report(
        1,
        runId,
        Report.Outcome.FAILED,
        FailureClass.UNKNOWN,
        message,
        null,
        List.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static String path(JsonMappingException e) {
    String path = e.getPath().stream().map(ReportCodec::part).collect(Collectors.joining("."));
    return path.isEmpty() ? "its top" : path;
  }

  private static String part(JsonMappingException.Reference part) {
    @Nullable String field = part.getFieldName();
    return field == null ? Integer.toString(part.getIndex()) : brief(field);
  }

  private static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
