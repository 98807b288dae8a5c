package backube.scribe.core.section;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON value may be: as much of OpenAPI v3 as structural schemas of CRDs allow. */
public sealed interface Schema {
  /** A single value. */
  record Scalar(Kind kind, Limits limits) implements Schema {
    /** What a {@link Scalar} is. */
    public enum Kind {
      /** Any text. */
      TEXT("a text"),
      /** True or false. */
      BOOLEAN("true or false"),
      /** A whole number of 32 bits. */
      INT32("a whole number"),
      /** A whole number of 64 bits. */
      INT64("a whole number"),
      /** Any number. */
      NUMBER("a number"),
      /** An instant in RFC 3339's form. */
      DATE_TIME("a time such as 2026-03-01T10:00:00Z"),
      /** A Kubernetes quantity, as a text or a whole number. */
      QUANTITY("a quantity such as 10Gi"),
      /** A whole number of 32 bits or a text. */
      INT_OR_STRING("a whole number or a text");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      String words() {
        return words;
      }
    }
  }

  /**
   * One of some texts.
   *
   * @param names sorted
   */
  record Choice(List<String> names) implements Schema {
    public Choice {
      names = names.stream().sorted().toList();
    }
  }

  /** A list. */
  record Sequence(Schema items, int maxItems) implements Schema {}

  /** An object whose keys are free. */
  record Dictionary(Schema values, int maxItems) implements Schema {}

  /**
   * An object whose fields are known.
   *
   * @param fields by name, in order
   */
  record Structure(Map<String, Field> fields) implements Schema {
    public Structure {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * An object of a Kubernetes model class. Its fields are looked up when there is such an object:
   * the look takes long, and few sections have one.
   */
  final class Model implements Schema {
    private final Class<?> type;
    private @Nullable Schema found;

    Model(Class<?> type) {
      this.type = type;
    }

    /** What the object may be. */
    synchronized Schema schema() {
      if (found == null) {
        found = ModelWalk.of(type);
      }
      return found;
    }
  }

  /** Any value at all. */
  record Anything() implements Schema {}

  /**
   * A field of a {@link Structure}.
   *
   * @param description for users; may be empty
   */
  record Field(Schema schema, String description, boolean required) {}

  /**
   * Limits of a {@link Scalar}.
   *
   * @param pattern that the text must match
   * @param expected what would match, in words; may be empty
   */
  record Limits(
      long minimum,
      long maximum,
      int minLength,
      int maxLength,
      @Nullable TextPattern pattern,
      String expected) {
    /** No limit. */
    static final Limits NONE =
        new Limits(Long.MIN_VALUE, Long.MAX_VALUE, 0, Integer.MAX_VALUE, null, "");
  }
}
