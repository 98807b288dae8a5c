package backube.scribe.api.mover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold before anything is created: rules about the section, and the objects it refers to.
 * The controller reads the objects and tells the user what is missing; a mover learns key names,
 * never values.
 */
public final class Requirements {
  /** No requirement at all. */
  public static final Requirements NONE = builder().build();

  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final Map<Ref, Keys> keys;
  private final List<GeneratedSecret> generated;

  private Requirements(Builder builder) {
    problems = List.copyOf(builder.problems);
    warnings = List.copyOf(builder.warnings);
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(builder.keys));
    generated = List.copyOf(builder.generated);
  }

  /** What is wrong with the section; if not empty, no object is looked up. */
  public List<Problem> problems() {
    return problems;
  }

  /** What users should know about the section, whatever comes of the run. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** The objects to look up, in the order they were named. */
  public Map<Ref, Keys> keys() {
    return keys;
  }

  /** The Secrets to make before a run, in order. */
  public List<GeneratedSecret> generated() {
    return generated;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * One thing that is wrong.
   *
   * @param path of the field, relative to the section, such as {@code retain.within}
   * @param message what was found and what would be right; no secret
   */
  public record Problem(String path, String message) {}

  /**
   * Keys of one object.
   *
   * @param required must be there, and not empty
   * @param optional passed on to the mover if there
   * @param prefixes keys that start so are passed on, too
   */
  public record Keys(List<String> required, List<String> optional, List<String> prefixes) {
    public Keys {
      required = List.copyOf(required);
      optional = List.copyOf(optional);
      prefixes = List.copyOf(prefixes);
    }
  }

  /** Collects requirements. */
  public static final class Builder {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<Ref, Keys> keys = new LinkedHashMap<>();
    private final List<GeneratedSecret> generated = new ArrayList<>();

    private Builder() {}

    /** Records a problem at {@code path} unless {@code holds}. */
    public Builder check(boolean holds, String path, String message) {
      if (!holds) {
        problems.add(new Problem(path, message));
      }
      return this;
    }

    /** Warns of {@code path} unless {@code holds}: each sync then ends with this warning. */
    public Builder warn(boolean holds, String path, String message) {
      if (!holds) {
        warnings.add(new Problem(path, message));
      }
      return this;
    }

    /** The object must exist and have these keys. */
    public Builder keys(Ref ref, String... required) {
      Keys known = keys.getOrDefault(ref, new Keys(List.of(), List.of(), List.of()));
      keys.put(ref, new Keys(List.of(required), known.optional(), known.prefixes()));
      return this;
    }

    /** If the object has these keys, or keys that start with a prefix, the mover is told. */
    public Builder optional(Ref ref, List<String> names, List<String> prefixes) {
      Keys known = keys.getOrDefault(ref, new Keys(List.of(), List.of(), List.of()));
      keys.put(ref, new Keys(known.required(), names, prefixes));
      return this;
    }

    /**
     * The controller makes this Secret; {@link Ref#generated} names it wherever a plan takes a
     * reference.
     */
    public Builder generates(GeneratedSecret secret) {
      generated.add(secret);
      return this;
    }

    public Requirements build() {
      return new Requirements(this);
    }
  }
}
