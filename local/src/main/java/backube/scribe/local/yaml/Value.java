package backube.scribe.local.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML value and the line it stands in. */
public sealed interface Value {
  int line();

  /** The JSON value: map, list, text, number, boolean or null. */
  @Nullable Object plain();

  /** What kind of value it is, for messages; never the value itself, which may be secret. */
  String kind();

  /** What it is, for messages. */
  default String shown() {
    return kind();
  }

  default boolean isNull() {
    return false;
  }

  /** Text, number, boolean or null. */
  record Scalar(@Nullable Object plain, String text, int line) implements Value {
    private static final int LONGEST_SHOWN = 60;

    @Override
    public boolean isNull() {
      return plain == null;
    }

    @Override
    public String kind() {
      if (plain == null) {
        return "null";
      }
      return plain instanceof String ? "text" : plain instanceof Boolean ? "a boolean" : "a number";
    }

    @Override
    public String shown() {
      if (plain == null) {
        return "null";
      }
      String brief = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
      return plain instanceof String
          ? "\"" + brief.replace("\n", "\\n") + "\""
          : (plain instanceof Boolean ? "the boolean " : "the number ") + brief;
    }
  }

  /** A list. */
  record Sequence(List<Value> items, int line) implements Value {
    @Override
    public List<@Nullable Object> plain() {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(item -> list.add(item.plain()));
      return list;
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** An object; its fields in the order they were written. */
  record Mapping(Map<String, Value> fields, int line) implements Value {
    @Override
    public Map<String, @Nullable Object> plain() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      fields.forEach((name, value) -> map.put(name, value.plain()));
      return map;
    }

    @Override
    public String kind() {
      return "an object";
    }
  }
}
