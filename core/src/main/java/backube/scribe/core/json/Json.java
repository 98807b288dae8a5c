package backube.scribe.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The mappers. They are shared: use them as they are, never configure them.
 *
 * <p>All of them read absent lists and maps as empty and absent scalars as an empty {@code
 * Optional}, write times as ISO 8601 text and leave out nulls and empty Optionals. Their exceptions
 * never quote the text that was read, which may hold a secret.
 */
public final class Json {
  /** Deeper nesting is refused. */
  private static final int MAX_DEPTH = 100;

  /** Most characters of a YAML text. */
  static final int MAX_YAML = 3 * 1024 * 1024;

  private static final ObjectMapper STRICT = strict(JsonMapper.builder(jsonFactory())).build();
  private static final ObjectMapper LENIENT = lenient(JsonMapper.builder(jsonFactory())).build();
  private static final ObjectMapper YAML = strict(YAMLMapper.builder(yamlFactory())).build();

  private Json() {}

  /**
   * For what we wrote ourselves and for what must be understood whole: unknown fields, duplicate
   * keys, numbers in quotes, texts without, fractions for integers and unknown names of an enum are
   * errors. Text after the value is not: fabric8's types read trees in passing, and the check of
   * Jackson would hit those.
   */
  public static ObjectMapper strict() {
    return STRICT;
  }

  /**
   * For what other releases or movers wrote: unknown fields and null elements are skipped, an
   * unknown name of an enum is its default.
   */
  public static ObjectMapper lenient() {
    return LENIENT;
  }

  /**
   * {@link #strict()} for YAML that we wrote ourselves. It knows no aliases: read what people write
   * with {@link YamlDocuments}.
   */
  public static ObjectMapper yaml() {
    return YAML;
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
    JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    return common(builder)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // also for types that are not trees
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withConfigOverride(List.class, o -> o.setSetterInfo(empty))
        .withConfigOverride(Map.class, o -> o.setSetterInfo(empty));
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B lenient(B builder) {
    JsonSetter.Value skip = JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP);
    return common(builder)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        .withConfigOverride(List.class, o -> o.setSetterInfo(skip))
        .withConfigOverride(Map.class, o -> o.setSetterInfo(skip));
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B common(B builder) {
    return builder
        .addModules(new Jdk8Module(), new JavaTimeModule())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
  }

  private static JsonFactory jsonFactory() {
    return JsonFactory.builder().streamReadConstraints(bounds()).build();
  }

  private static YAMLFactory yamlFactory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_YAML);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowDuplicateKeys(false);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(bounds())
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .build();
  }

  private static StreamReadConstraints bounds() {
    return StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
  }
}
