package backube.scribe.kubernetes.log;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.PreciseTimestamp;

class JsonLinesWriterTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final JsonLinesWriter writer =
      new JsonLinesWriter(new PrintStream(written, true, StandardCharsets.UTF_8));

  @Test
  void aLineIsOneObjectHoweverManyLinesItsTextHas() throws Exception {
    writer.write(entry(Map.of("resource", "ReplicationSource a/b"), "two\nlines \"ü\"", null));

    assertThat(text()).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode line = Json.strict().readTree(text());
    assertThat(line.path("message").textValue()).isEqualTo("two\nlines \"ü\"");
    assertThat(line.path("level").textValue()).isEqualTo("warn");
    assertThat(line.path("logger").textValue()).isEqualTo("backube.scribe.Some");
    assertThat(line.path("resource").textValue()).isEqualTo("ReplicationSource a/b");
    assertThat(line.path("time").textValue()).endsWith("Z");
    assertThat(line.has("run")).isFalse();
    assertThat(line.has("exception")).isFalse();
  }

  @Test
  void runAndExceptionAreFieldsAndOtherContextIsNotShown() throws Exception {
    writer.write(
        entry(
            Map.of("run", "uid-7", "resource.name", "b"),
            "failed",
            new IllegalStateException("no")));

    JsonNode line = Json.strict().readTree(text());
    assertThat(line.path("run").textValue()).isEqualTo("uid-7");
    assertThat(line.path("exception").textValue())
        .startsWith("java.lang.IllegalStateException: no")
        .contains("\tat ");
    assertThat(line.has("resource.name")).isFalse();
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static LogEntry entry(Map<String, String> context, String message, Throwable exception) {
    return new LogEntry(
        new PreciseTimestamp(),
        Thread.currentThread(),
        context,
        "backube.scribe.Some",
        "method",
        "Some.java",
        1,
        null,
        Level.WARN,
        message,
        exception);
  }
}
