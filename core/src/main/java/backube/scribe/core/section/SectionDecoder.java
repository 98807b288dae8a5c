package backube.scribe.core.section;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.api.resource.VolumeModeOptions;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.volume.VolumeRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks and decodes the sections of one side of a mover. Made once per side; made and asked, it
 * calls nothing of the mover but the constructors of its records.
 */
public final class SectionDecoder<C extends Record> {
  private final Role role;
  private final MoverSide<C, ?> side;
  private final SectionSchema schema;
  private final Map<String, String> defaults;

  private SectionDecoder(
      Role role, MoverSide<C, ?> side, SectionSchema schema, Map<String, String> defaults) {
    this.role = role;
    this.side = side;
    this.schema = schema;
    this.defaults = defaults;
  }

  /**
   * The decoder of a side.
   *
   * @throws UnsupportedSection if its types or groups can't be used
   */
  public static <C extends Record> SectionDecoder<C> of(MoverSide<C, ?> side, Role role)
      throws UnsupportedSection {
    return of(side, role, Map.of());
  }

  /**
   * The same for a dialect with defaults of its own.
   *
   * @param defaults what an absent choice or switch is taken for, by the name of the field; of use
   *     only where the side has such a field with such a value
   */
  public static <C extends Record> SectionDecoder<C> of(
      MoverSide<C, ?> side, Role role, Map<String, String> defaults) throws UnsupportedSection {
    SchemaWalk.of(side.status());
    SectionSchema schema = SectionSchema.of(side, role);
    Map<String, String> usable = new TreeMap<>(defaults);
    usable.entrySet().removeIf(entry -> !offers(schema, entry.getKey(), entry.getValue()));
    return new SectionDecoder<>(role, side, schema, usable);
  }

  private static boolean offers(SectionSchema schema, String name, String value) {
    Schema.Field field = schema.own().fields().get(name);
    if (field == null) {
      return false;
    }
    return field.schema() instanceof Schema.Choice choice
        ? choice.names().contains(value)
        : isSwitch(field.schema()) && (value.equals("true") || value.equals("false"));
  }

  private static boolean isSwitch(Schema schema) {
    return schema instanceof Schema.Scalar scalar && scalar.kind() == Schema.Scalar.Kind.BOOLEAN;
  }

  /** Names of all fields, in order. */
  public List<String> fields() {
    return List.copyOf(schema.fields().fields().keySet());
  }

  /** What came of a section: either a value or problems. */
  public record Result<C extends Record>(
      Optional<DecodedSection<C>> section, List<Problem> problems) {}

  /**
   * Decodes a section.
   *
   * @param value as it came
   * @param path of it, such as {@code spec.restic}
   * @param sourcePvc the resource's {@code spec.sourcePVC}
   * @throws SectionDefect if a record of the mover refuses a value that its schema allows
   */
  public Result<C> decode(JsonNode value, String path, Optional<String> sourcePvc)
      throws SectionDefect {
    ValueCheck check = new ValueCheck();
    JsonNode checked = check.check(schema.fields(), completed(value), path);
    List<Problem> problems = VolumeRules.contractWords(check.problems(), value, path, side, role);
    if (!problems.isEmpty()) {
      return new Result<>(Optional.empty(), problems);
    }
    C config = mine(checked);
    VolumeRules rules = new VolumeRules(path, role, side);
    Optional<VolumeRequest> volume =
        rules.request(
            SectionSchema.part(checked, of(Group.VOLUME)), sourcePvc, volumeMode(checked, rules));
    AttemptOptions options = options(checked, rules);
    EndpointOptions endpoint = endpoint(checked, rules);
    return rules.problems().isEmpty()
        ? new Result<>(
            Optional.of(new DecodedSection<>(config, volume, options, endpoint)), List.of())
        : new Result<>(Optional.empty(), rules.problems());
  }

  private JsonNode completed(JsonNode value) {
    if (defaults.isEmpty() || !value.isObject()) {
      return value;
    }
    ObjectNode complete = value.deepCopy();
    defaults.forEach(
        (name, text) -> {
          if (complete.hasNonNull(name)) {
            return;
          }
          Schema.Field field = schema.own().fields().get(name);
          if (field != null && isSwitch(field.schema())) {
            complete.put(name, Boolean.parseBoolean(text));
          } else {
            complete.put(name, text);
          }
        });
    return complete;
  }

  private Schema.Structure of(Group group) {
    return schema.groups().getOrDefault(group, new Schema.Structure(Map.of()));
  }

  private Optional<VolumeMode> volumeMode(JsonNode checked, VolumeRules rules) {
    return ours(SectionSchema.part(checked, of(Group.BLOCK)), VolumeModeOptions.class)
        .volumeMode()
        .flatMap(rules::mode);
  }

  private C mine(JsonNode checked) throws SectionDefect {
    try {
      return Json.strict().treeToValue(SectionSchema.part(checked, schema.own()), side.section());
    } catch (JsonProcessingException | RuntimeException | LinkageError | StackOverflowError e) {
      throw new SectionDefect(side.section(), e);
    }
  }

  private AttemptOptions options(JsonNode checked, VolumeRules rules) {
    Optional<PodOptions> pod = Optional.empty();
    Optional<CustomCa> customCa = Optional.empty();
    Map<String, ScratchOptions> scratch = new LinkedHashMap<>();
    for (Map.Entry<Group, Schema.Structure> group : schema.groups().entrySet()) {
      JsonNode part = SectionSchema.part(checked, group.getValue());
      switch (group.getKey().kind()) {
        case POD -> pod = Optional.of(rules.pod(ours(part, PodOptions.class)));
        case CUSTOM_CA ->
            customCa =
                part.has(GroupFields.CUSTOM_CA)
                    ? rules.customCa(ours(part.get(GroupFields.CUSTOM_CA), CustomCa.class))
                    : Optional.empty();
        case SCRATCH -> {
          String name = group.getKey().name();
          scratch.put(name, rules.scratch(name, part));
        }
        default -> {}
      }
    }
    return new AttemptOptions(pod, customCa, Collections.unmodifiableMap(scratch));
  }

  private EndpointOptions endpoint(JsonNode checked, VolumeRules rules) {
    Schema.Structure fields = schema.groups().get(Group.ENDPOINT);
    return fields == null
        ? EndpointOptions.NONE
        : rules.endpoint(ours(SectionSchema.part(checked, fields), EndpointOptions.class));
  }

  /** Reads one of the core's own records; the check before leaves it nothing to refuse. */
  static <T> T ours(JsonNode part, Class<T> type) {
    try {
      return Json.strict().treeToValue(part, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type.getName() + " differs from its schema", e);
    }
  }

  static List<String> texts(JsonNode part, String name) {
    List<String> texts = new ArrayList<>();
    part.path(name).forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }
}
