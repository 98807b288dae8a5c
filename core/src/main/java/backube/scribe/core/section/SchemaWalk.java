package backube.scribe.core.section;

import backube.scribe.api.mover.Rule;
import backube.scribe.core.section.Schema.Anything;
import backube.scribe.core.section.Schema.Choice;
import backube.scribe.core.section.Schema.Dictionary;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Limits;
import backube.scribe.core.section.Schema.Model;
import backube.scribe.core.section.Schema.Scalar;
import backube.scribe.core.section.Schema.Scalar.Kind;
import backube.scribe.core.section.Schema.Sequence;
import backube.scribe.core.section.Schema.Structure;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a schema from a record. A component that is neither an {@code Optional} nor nullable nor a
 * list or map is required.
 */
final class SchemaWalk {
  private static final int MAX_DEPTH = 20;

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(String.class, Kind.TEXT),
          Map.entry(Boolean.class, Kind.BOOLEAN),
          Map.entry(boolean.class, Kind.BOOLEAN),
          Map.entry(Integer.class, Kind.INT32),
          Map.entry(int.class, Kind.INT32),
          Map.entry(Long.class, Kind.INT64),
          Map.entry(long.class, Kind.INT64),
          Map.entry(Double.class, Kind.NUMBER),
          Map.entry(double.class, Kind.NUMBER),
          Map.entry(Instant.class, Kind.DATE_TIME),
          Map.entry(Quantity.class, Kind.QUANTITY),
          Map.entry(IntOrString.class, Kind.INT_OR_STRING));

  private SchemaWalk() {}

  /** The schema of a record, in the order of its components. */
  static Structure of(Class<? extends Record> type) throws UnsupportedSection {
    return record(type, "", 0);
  }

  private static Structure record(Class<?> type, String path, int depth) throws UnsupportedSection {
    if (depth > MAX_DEPTH) {
      throw new UnsupportedSection(path + ": " + type.getName() + " nests too deeply");
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      if (accessor.isAnnotationPresent(JsonAnyGetter.class)) {
        continue; // holds what has no component of its own
      }
      String name = name(accessor, component.getName());
      String at = path.isEmpty() ? name : path + "." + name;
      if (fields.put(name, field(component, at, depth)) != null) {
        throw new UnsupportedSection(at + ": two components have this name");
      }
    }
    return new Structure(fields);
  }

  private static Field field(RecordComponent component, String path, int depth)
      throws UnsupportedSection {
    Method accessor = component.getAccessor();
    @Nullable Rule rule = accessor.getAnnotation(Rule.class);
    @Nullable JsonPropertyDescription description =
        accessor.getAnnotation(JsonPropertyDescription.class);
    Type type = component.getGenericType();
    boolean optional = raw(type) == Optional.class;
    Schema schema = schema(optional ? argument(type, 0, path) : type, rule, path, depth);
    boolean container = schema instanceof Sequence || schema instanceof Dictionary;
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Field(
        schema,
        description == null ? "" : description.value(),
        (rule != null && rule.required()) || !(optional || container || nullable));
  }

  private static Schema schema(Type type, @Nullable Rule rule, String path, int depth)
      throws UnsupportedSection {
    Class<?> raw = raw(type);
    @Nullable Kind kind = KINDS.get(raw);
    if (kind != null) {
      return new Scalar(kind, limits(rule, path));
    } else if (raw == List.class) {
      return new Sequence(schema(argument(type, 0, path), rule, path, depth), maxItems(rule));
    } else if (raw == Map.class && raw(argument(type, 0, path)) == String.class) {
      return new Dictionary(schema(argument(type, 1, path), rule, path, depth), maxItems(rule));
    } else if (raw == Object.class) {
      return new Anything();
    } else if (raw.isEnum()) {
      return new Choice(names(raw));
    } else if (raw.isRecord()) {
      return record(raw, path, depth + 1);
    } else if (KubernetesResource.class.isAssignableFrom(raw)) {
      return new Model(raw);
    }
    throw new UnsupportedSection(
        path
            + ": type "
            + type.getTypeName()
            + " is not supported; use String, Boolean, Integer, Long, Instant, an enum, Quantity,"
            + " IntOrString, a record or a Kubernetes model class, or a list or map of these");
  }

  private static String name(AnnotatedElement element, String fallback) {
    @Nullable JsonProperty property = element.getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? fallback : property.value();
  }

  /** The names that Jackson gives the constants of an enum. */
  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(java.lang.reflect.Field::isEnumConstant)
        .map(constant -> name(constant, constant.getName()))
        .toList();
  }

  private static int maxItems(@Nullable Rule rule) {
    return rule == null ? Integer.MAX_VALUE : rule.maxItems();
  }

  private static Limits limits(@Nullable Rule rule, String path) throws UnsupportedSection {
    if (rule == null) {
      return Limits.NONE;
    }
    try {
      return new Limits(
          rule.minimum(),
          rule.maximum(),
          rule.minLength(),
          rule.maxLength(),
          rule.pattern().isEmpty() ? null : TextPattern.of(rule.pattern()),
          rule.expected());
    } catch (PatternSyntaxException e) {
      throw new UnsupportedSection(path + ": its pattern can't be read: " + e.getDescription());
    }
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType parameterized
        ? raw(parameterized.getRawType())
        : Object.class;
  }

  private static Type argument(Type type, int index, String path) throws UnsupportedSection {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw new UnsupportedSection(path + ": " + type.getTypeName() + " lacks its type argument");
  }
}
