package backube.scribe.local.manifest;

import backube.scribe.local.yaml.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of an object, taken one by one with their types; {@link #end} refuses the rest. */
final class Fields {
  private final Value.Mapping mapping;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param path of the object; empty for a document
   */
  Fields(Value.Mapping mapping, String path, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
  }

  int line() {
    return mapping.line();
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A text; empty if it is unset or of another type. */
  Optional<String> text(String name) {
    Value value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Value.Scalar scalar && scalar.plain() instanceof String text) {
      return Optional.of(text);
    }
    problems.error(
        value.line(),
        path(name),
        value instanceof Value.Scalar scalar
            ? "found "
                + value.shown()
                + " where text is expected; put it in quotes: \""
                + scalar.text()
                + "\""
            : "found " + value.shown() + " where text is expected");
    return Optional.empty();
  }

  /** A text that must be there. */
  Optional<String> required(String name, String right) {
    Value value = mapping.fields().get(name);
    Optional<String> text = text(name);
    boolean unset = value == null || value.isNull();
    if (unset || text.filter(String::isEmpty).isPresent()) {
      problems.error(
          value == null ? mapping.line() : value.line(),
          path(name),
          (value == null ? "missing" : "empty") + "; " + right);
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> flag(String name) {
    Value value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.plain() instanceof Boolean flag) {
      return Optional.of(flag);
    }
    problems.error(
        value.line(), path(name), "found " + value.shown() + " where true or false is expected");
    return Optional.empty();
  }

  Optional<Fields> object(String name) {
    Value value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Value.Mapping object) {
      return Optional.of(new Fields(object, path(name), problems));
    }
    problems.error(
        value.line(), path(name), "found " + value.kind() + " where an object is expected");
    return Optional.empty();
  }

  /** An object whose values are texts, such as annotations. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(
            object -> {
              for (String key : object.mapping.fields().keySet()) {
                object.text(key).ifPresent(text -> texts.put(key, text));
              }
            });
    return texts;
  }

  /** The value as it came; null if it is unset. */
  @Nullable Value take(String name) {
    known.add(name);
    Value value = mapping.fields().get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Fields that may be there and mean nothing here. */
  Fields ignore(String... names) {
    known.addAll(Set.of(names));
    return this;
  }

  /** The fields that nobody has asked for, unset ones left out. */
  Map<String, Value> rest() {
    Map<String, Value> rest = new LinkedHashMap<>(mapping.fields());
    rest.keySet().removeAll(known);
    rest.values().removeIf(Value::isNull);
    return rest;
  }

  /** Refuses what nobody has asked for. */
  void end() {
    rest().forEach((name, value) -> unknown(name, value, ""));
  }

  /** Says that a field is not known here. */
  void unknown(String name, Value value, String hint) {
    Optional<String> meant = known.stream().filter(name::equalsIgnoreCase).findFirst();
    problems.error(
        value.line(),
        path(name),
        meant
            .map(right -> "unknown field; did you mean " + right + "?")
            .orElseGet(
                () ->
                    "unknown field; known here are "
                        + known.stream().sorted().collect(Collectors.joining(", "))
                        + hint));
  }
}
