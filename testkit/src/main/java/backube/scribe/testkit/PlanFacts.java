package backube.scribe.testkit;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.NoStatus;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Volume;
import backube.scribe.core.json.Json;
import backube.scribe.core.json.YamlDocuments;
import backube.scribe.core.json.YamlRefused;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.DecodedSection;
import backube.scribe.core.section.SectionDecoder;
import backube.scribe.core.section.SectionDefect;
import backube.scribe.core.section.UnsupportedSection;
import backube.scribe.core.volume.VolumeRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The facts of a run as YAML. Only {@code section} is needed; a key that the mover requires is
 * there unless the facts say otherwise.
 *
 * @param about what the case is about, for readers
 * @param kind {@code ReplicationSource}, the default, or {@code ReplicationDestination}
 * @param created when the resource was created; default 2026-01-01
 * @param start when the run starts; default 2026-01-02T03:04:05Z
 * @param secrets more keys that Secrets have, by the Secret's name
 * @param configMaps more keys that ConfigMaps have, by the ConfigMap's name
 * @param block whether the volume is a raw block device; default false
 * @param section as a user writes it, with the volume options
 * @param status the mover's status section so far
 */
public record PlanFacts(
    Optional<String> about,
    Optional<String> kind,
    Optional<Instant> created,
    Optional<Instant> start,
    Map<String, List<String>> secrets,
    Map<String, List<String>> configMaps,
    Optional<Boolean> block,
    ObjectNode section,
    Optional<ObjectNode> status) {
  /** Of a run with a folder. */
  public PlanFacts(
      Optional<String> about,
      Optional<String> kind,
      Optional<Instant> created,
      Optional<Instant> start,
      Map<String, List<String>> secrets,
      Map<String, List<String>> configMaps,
      ObjectNode section,
      Optional<ObjectNode> status) {
    this(about, kind, created, start, secrets, configMaps, Optional.empty(), section, status);
  }

  /**
   * Facts of a run of a source.
   *
   * @param section YAML, as a user writes it, with the volume options
   */
  public static PlanFacts source(String section) {
    return of(Role.SOURCE, section);
  }

  /** The same of a destination. */
  public static PlanFacts destination(String section) {
    return of(Role.DESTINATION, section);
  }

  private static PlanFacts of(Role role, String section) {
    return new PlanFacts(
        Optional.empty(),
        Optional.of(role.kind()),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        object(section),
        Optional.empty());
  }

  /**
   * The same facts with more fields, or other values of them.
   *
   * @param fields YAML; a field that is there already is replaced as a whole
   */
  public PlanFacts with(String fields) {
    ObjectNode changed = section.deepCopy();
    changed.setAll(object(fields));
    return new PlanFacts(about, kind, created, start, secrets, configMaps, block, changed, status);
  }

  /** The same facts in a later run. */
  public PlanFacts startingAt(Instant time) {
    return new PlanFacts(
        about, kind, created, Optional.of(time), secrets, configMaps, block, section, status);
  }

  /**
   * The same facts with a status section of earlier runs.
   *
   * @param known YAML; an empty object is none
   */
  public PlanFacts knowing(String known) {
    return new PlanFacts(
        about,
        kind,
        created,
        start,
        secrets,
        configMaps,
        block,
        section,
        Optional.of(object(known)).filter(fields -> !fields.isEmpty()));
  }

  private static ObjectNode object(String yaml) {
    try {
      return Json.yaml().readValue(yaml.isBlank() ? "{}" : yaml, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("can't be read as an object: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads facts.
   *
   * @throws AssertionError if the text is not facts
   */
  public static PlanFacts read(String yaml) {
    try {
      return Json.strict().treeToValue(YamlDocuments.read(yaml).get(0), PlanFacts.class);
    } catch (YamlRefused | JsonProcessingException e) {
      throw new AssertionError("can't be read as facts: " + e.getMessage(), e);
    }
  }

  /**
   * The plan that a mover makes of these facts, after all the checks that the controller does.
   *
   * @throws AssertionError if the section or the plan has problems, or the mover lacks the side
   */
  public Plan plan(DataMover mover) {
    return plan(side(mover), path(mover));
  }

  private Role role() {
    return kind.orElse(Role.SOURCE.kind()).equals(Role.SOURCE.kind())
        ? Role.SOURCE
        : Role.DESTINATION;
  }

  private MoverSide<?, ?> side(DataMover mover) {
    DataMover checked = PluginHost.checked(mover);
    return (role() == Role.SOURCE ? checked.source() : checked.destination())
        .orElseThrow(() -> new AssertionError(mover.name() + " is nothing for " + role().kind()));
  }

  private static String path(DataMover mover) {
    return "spec." + mover.name();
  }

  private <C extends Record> DecodedSection<C> decoded(MoverSide<C, ?> side, String path) {
    try {
      SectionDecoder.Result<C> result =
          SectionDecoder.of(side, role()).decode(section, path, Optional.of("data"));
      return result.section().orElseThrow(() -> new AssertionError(result.problems().toString()));
    } catch (UnsupportedSection | SectionDefect e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private <C extends Record, S extends Record> Plan plan(MoverSide<C, S> side, String path) {
    DecodedSection<C> decoded = decoded(side, path);
    Requirements requirements = side.requirements(decoded.config());
    if (!requirements.problems().isEmpty()) {
      throw new AssertionError(path + ": " + requirements.problems());
    }
    boolean staged =
        role() == Role.SOURCE && decoded.volume().filter(PlanFacts::copies).isPresent();
    boolean unread =
        staged
            || decoded
                .volume()
                .filter(PlanFacts::copies)
                .filter(v -> v.claim().isEmpty())
                .isPresent();
    return side.plan(
        new Run<>(
            RunBuilder.NAMESPACE,
            RunBuilder.NAME,
            RunBuilder.ORIGIN,
            created.orElse(RunBuilder.CREATED),
            start.orElse(RunBuilder.START),
            decoded.config(),
            status.map(known -> status(known, side.status())),
            new Volume(staged, block.orElse(false), unread),
            keys(requirements)));
  }

  private static boolean copies(VolumeRequest volume) {
    return !volume.method().direct();
  }

  private static <S extends Record> S status(JsonNode known, Class<S> type) {
    if (type == NoStatus.class) {
      throw new AssertionError("status: the side has no status section");
    }
    try {
      return Json.strict().treeToValue(known, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError("status: " + e.getOriginalMessage(), e);
    }
  }

  private Map<Ref, List<String>> keys(Requirements requirements) {
    Map<Ref, List<String>> present = new LinkedHashMap<>();
    requirements
        .keys()
        .forEach(
            (ref, keys) -> {
              TreeSet<String> names = new TreeSet<>(keys.required());
              more(ref).stream().filter(name -> asked(keys, name)).forEach(names::add);
              present.put(ref, List.copyOf(names));
            });
    requirements
        .generated()
        .forEach(
            secret ->
                present.put(
                    Ref.generated(secret.role()),
                    secret.keys().keySet().stream().sorted().toList()));
    return present;
  }

  /** The controller tells a mover of no other key. */
  private static boolean asked(Requirements.Keys keys, String name) {
    return keys.optional().contains(name) || keys.prefixes().stream().anyMatch(name::startsWith);
  }

  private List<String> more(Ref ref) {
    return (ref.kind() == Ref.Kind.SECRET ? secrets : configMaps)
        .getOrDefault(ref.name(), List.of());
  }
}
