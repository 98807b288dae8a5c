package backube.scribe.kubernetes.log;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/**
 * One JSON object per line on standard error. The logging back end finds it by its name, {@code
 * json lines}.
 */
public final class JsonLinesWriter implements Writer {
  /** What the logging back end calls it. */
  public static final String NAME = "json lines";

  private final PrintStream out;

  /** As the logging back end makes it. */
  public JsonLinesWriter(@SuppressWarnings("unused") Map<String, String> properties) {
    this(System.err);
  }

  JsonLinesWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    return EnumSet.of(
        LogEntryValue.DATE,
        LogEntryValue.LEVEL,
        LogEntryValue.CLASS,
        LogEntryValue.CONTEXT,
        LogEntryValue.MESSAGE,
        LogEntryValue.EXCEPTION);
  }

  @Override
  public void write(LogEntry entry) throws JsonProcessingException {
    byte[] line = (json(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length); // at once, so that lines of several threads stay whole
    out.flush();
  }

  private static String json(LogEntry entry) throws JsonProcessingException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", entry.getTimestamp().toInstant().toString());
    fields.put("level", entry.getLevel().name().toLowerCase(Locale.ROOT));
    fields.put("logger", entry.getClassName());
    for (String name : new String[] {"resource", "run"}) {
      String value = entry.getContext().get(name);
      if (value != null) {
        fields.put(name, value);
      }
    }
    fields.put("message", String.valueOf(entry.getMessage()));
    if (entry.getException() != null) {
      StringWriter trace = new StringWriter();
      entry.getException().printStackTrace(new PrintWriter(trace));
      fields.put("exception", trace.toString());
    }
    return Json.strict().writeValueAsString(fields);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
