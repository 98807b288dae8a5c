package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Requirements;
import backube.scribe.core.json.Json;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.DecodedSection;
import backube.scribe.core.section.Problem;
import backube.scribe.core.section.SectionDecoder;
import backube.scribe.core.section.SectionDefect;
import backube.scribe.core.section.UnsupportedSection;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decodes sections with the movers of a catalogue. */
public final class CatalogSections implements Sections {
  /** Most problems that a message lists. */
  private static final int MAX_PROBLEMS = 20;

  private final MoverCatalog catalog;
  private final Map<String, String> defaults;
  private final Map<String, Reader<?, ?>> sources;
  private final Map<String, Reader<?, ?>> destinations;

  /**
   * @throws IllegalArgumentException if a mover's section types can't be used; the host lets none
   *     of these in
   */
  public CatalogSections(MoverCatalog catalog) {
    this(catalog, Map.of());
  }

  /**
   * The same for a dialect with defaults of its own.
   *
   * @param defaults what an absent choice or switch is taken for, by {@code MOVER.FIELD}
   */
  public CatalogSections(MoverCatalog catalog, Map<String, String> defaults) {
    this.catalog = catalog;
    this.defaults = Map.copyOf(defaults);
    sources = readers(Role.SOURCE);
    destinations = readers(Role.DESTINATION);
  }

  @Override
  public Decoded decode(Replication resource) {
    Chosen chosen = Chosen.of(resource, catalog);
    if (chosen instanceof Chosen.None none) {
      return none.decoded();
    }
    Chosen.Named named = (Chosen.Named) chosen;
    Role role = resource.key().role();
    @Nullable Reader<?, ?> reader =
        (role == Role.SOURCE ? sources : destinations).get(named.mover().name());
    if (reader == null) {
      return refuse(
          Reasons.MOVER_NOT_INSTALLED,
          "%s: mover %s has no part for a %s"
              .formatted(named.path(), named.mover().name(), role.kind()));
    }
    try {
      return reader.read(resource, named);
    } catch (MoverDefect e) {
      return new Decoded.Refused(e.refusal());
    }
  }

  static Decoded refuse(String reason, String message) {
    return new Decoded.Refused(new Refusal(reason, message));
  }

  private static Decoded invalid(List<Problem> problems) {
    String listed =
        problems.stream()
            .limit(MAX_PROBLEMS)
            .map(Problem::toString)
            .collect(Collectors.joining("; "));
    int more = problems.size() - MAX_PROBLEMS;
    return refuse(Reasons.INVALID_SPEC, more <= 0 ? listed : listed + "; and " + more + " more");
  }

  private Map<String, Reader<?, ?>> readers(Role role) {
    Map<String, Reader<?, ?>> found = new TreeMap<>();
    for (InstalledMover mover : catalog.movers()) {
      side(mover.mover(), role)
          .ifPresent(side -> found.put(mover.name(), reader(mover, side, role)));
    }
    return found;
  }

  private static Optional<MoverSide<?, ?>> side(DataMover mover, Role role) {
    return role == Role.SOURCE ? mover.source() : mover.destination();
  }

  private Map<String, String> defaultsOf(String mover) {
    String prefix = mover + ".";
    return defaults.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  private <C extends Record, S extends Record> Reader<C, S> reader(
      InstalledMover mover, MoverSide<C, S> side, Role role) {
    try {
      return new Reader<>(mover, side, SectionDecoder.of(side, role, defaultsOf(mover.name())));
    } catch (UnsupportedSection e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Reads the sections of one side of a mover. */
  private record Reader<C extends Record, S extends Record>(
      InstalledMover mover, MoverSide<C, S> side, SectionDecoder<C> decoder) {
    Decoded read(Replication resource, Chosen.Named named) {
      SectionDecoder.Result<C> result;
      try {
        result = decoder.decode(named.section(), named.path(), resource.sourcePvc());
      } catch (SectionDefect e) {
        throw new MoverDefect(mover.name(), String.valueOf(e.getMessage()), e);
      }
      if (result.section().isEmpty()) {
        return invalid(result.problems());
      }
      DecodedSection<C> section = result.section().get();
      List<Problem> problems = required(section.config(), named.path());
      return problems.isEmpty()
          ? new Decoded.Usable(
              new Section<>(
                  mover,
                  side,
                  section.config(),
                  section.volume(),
                  section.options(),
                  section.endpoint(),
                  status(resource)))
          : invalid(problems);
    }

    private List<Problem> required(C config, String path) {
      return side.requirements(config).problems().stream()
          .map((Requirements.Problem p) -> new Problem(path + "." + p.path(), p.message()))
          .toList();
    }

    @SuppressWarnings("CatchingUnchecked") // a status of another release must not stop this one
    private Optional<S> status(Replication resource) {
      Object found = resource.status().sections().get(mover.name());
      if (!(found instanceof Map<?, ?> map) || map.isEmpty()) {
        return Optional.empty();
      }
      try {
        JsonNode tree = Json.lenient().valueToTree(found);
        return Optional.of(Json.lenient().treeToValue(tree, side.status()));
      } catch (Throwable e) {
        return Optional.empty();
      }
    }
  }
}
