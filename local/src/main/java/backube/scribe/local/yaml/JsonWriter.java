package backube.scribe.local.yaml;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON values as indented JSON (RFC 8259). */
public final class JsonWriter {
  private static final String STEP = "    ";

  private final StringBuilder text = new StringBuilder();

  private JsonWriter() {}

  /** One value. */
  public static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value, "");
    return writer.text.toString();
  }

  private void value(@Nullable Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      object(map, indent);
    } else if (value instanceof List<?> list) {
      array(list, indent);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void object(Map<?, ?> map, String indent) {
    if (map.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append("{\n");
    for (Iterator<? extends Map.Entry<?, ?>> fields = map.entrySet().iterator();
        fields.hasNext(); ) {
      Map.Entry<?, ?> field = fields.next();
      text.append(indent).append(STEP);
      string(String.valueOf(field.getKey()));
      text.append(": ");
      value(field.getValue(), indent + STEP);
      text.append(fields.hasNext() ? ",\n" : "\n");
    }
    text.append(indent).append('}');
  }

  private void array(List<?> list, String indent) {
    if (list.isEmpty()) {
      text.append("[]");
      return;
    }
    text.append("[\n");
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      text.append(indent).append(STEP);
      value(items.next(), indent + STEP);
      text.append(items.hasNext() ? ",\n" : "\n");
    }
    text.append(indent).append(']');
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
