package backube.scribe.api.mover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, decided once when it starts and stored with it: an edit, an upgrade or a date
 * that passes meanwhile acts on the next run.
 *
 * <p>Equal inputs give equal plans, in every JVM: collections keep the order in which they were
 * built. A plan depends on key names, never on values.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class Plan {
  private final List<Step> steps;
  private final boolean writesData;
  private final Map<String, Setting> env;
  private final List<FileMount> files;
  private final List<String> scratch;
  private final Set<String> capabilities;
  private final Map<String, String> memo;
  private final boolean failOnWarning;
  private final @Nullable Identity identity;
  private final @Nullable Endpoint endpoint;

  @SuppressWarnings("unused") // called by Jackson, which passes null for what a stored plan lacks
  private Plan(
      @JsonProperty("steps") @Nullable List<Step> steps,
      @JsonProperty("writesData") boolean writesData,
      @JsonProperty("env") @Nullable Map<String, Setting> env,
      @JsonProperty("files") @Nullable List<FileMount> files,
      @JsonProperty("scratch") @Nullable List<String> scratch,
      @JsonProperty("capabilities") @Nullable Set<String> capabilities,
      @JsonProperty("memo") @Nullable Map<String, String> memo,
      @JsonProperty("failOnWarning") boolean failOnWarning,
      @JsonProperty("identity") @Nullable Identity identity,
      @JsonProperty("endpoint") @Nullable Endpoint endpoint) {
    this.steps = steps == null ? List.of() : List.copyOf(steps);
    this.writesData = writesData;
    this.env = ordered(env);
    this.files = files == null ? List.of() : List.copyOf(files);
    this.scratch = scratch == null ? List.of() : List.copyOf(scratch);
    this.capabilities =
        capabilities == null
            ? Set.of()
            : Collections.unmodifiableSet(new LinkedHashSet<>(capabilities));
    this.memo = ordered(memo);
    this.failOnWarning = failOnWarning;
    this.identity = identity;
    this.endpoint = endpoint;
  }

  private static <V> Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The steps, in order; at least one. */
  @JsonProperty("steps")
  public List<Step> steps() {
    return steps;
  }

  /** Whether the steps write to the data volume; else it is mounted read-only where possible. */
  @JsonProperty("writesData")
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public boolean writesData() {
    return writesData;
  }

  /** Environment of every step, in order. The controller adds what is common to all movers. */
  @JsonProperty("env")
  public Map<String, Setting> env() {
    return env;
  }

  /** Keys mounted as files. */
  @JsonProperty("files")
  public List<FileMount> files() {
    return files;
  }

  /** Names of the scratch groups whose volumes are mounted. */
  @JsonProperty("scratch")
  public List<String> scratch() {
    return scratch;
  }

  /**
   * Linux capabilities that full metadata, or a server of root's, needs. A mover has all of them
   * where the namespace is privileged; elsewhere none, or those that the dialect grants to whoever
   * asks for them.
   */
  @JsonProperty("capabilities")
  public Set<String> capabilities() {
    return capabilities;
  }

  /** What the status function wants to remember of the decision; no secret. */
  @JsonProperty("memo")
  public Map<String, String> memo() {
    return memo;
  }

  /** Whether a run that ends with warnings has failed. */
  @JsonProperty("failOnWarning")
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public boolean failOnWarning() {
    return failOnWarning;
  }

  /** Under which name the data is filed in a shared store; empty if nobody could mix it up. */
  public Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  @JsonProperty("identity")
  private @Nullable Identity storedIdentity() {
    return identity;
  }

  /** Where the peer connects; empty if the plan waits for nobody. */
  public Optional<Endpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  @JsonProperty("endpoint")
  private @Nullable Endpoint storedEndpoint() {
    return endpoint;
  }

  /**
   * The same plan with other references: the controller puts the names of generated Secrets in the
   * place of their roles.
   */
  public Plan naming(UnaryOperator<Ref> names) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    env.forEach((name, setting) -> settings.put(name, setting.naming(names)));
    return new Plan(
        steps.stream().map(step -> step.naming(names)).toList(),
        writesData,
        settings,
        files.stream()
            .map(file -> new FileMount(names.apply(file.ref()), file.key(), file.path()))
            .toList(),
        scratch,
        capabilities,
        memo,
        failOnWarning,
        identity == null
            ? null
            : new Identity(
                identity.field(), names.apply(identity.ref()), identity.key(), identity.parts()),
        endpoint);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Plan that
        && steps.equals(that.steps)
        && writesData == that.writesData
        && List.copyOf(env.entrySet()).equals(List.copyOf(that.env.entrySet()))
        && files.equals(that.files)
        && scratch.equals(that.scratch)
        && capabilities.equals(that.capabilities)
        && memo.equals(that.memo)
        && failOnWarning == that.failOnWarning
        && Objects.equals(identity, that.identity)
        && Objects.equals(endpoint, that.endpoint);
  }

  @Override
  public int hashCode() {
    return steps.hashCode() * 31 + env.hashCode();
  }

  @Override
  public String toString() {
    return "Plan" + steps.stream().map(Step::name).toList();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects a plan. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private boolean writesData;
    private final Map<String, Setting> env = new LinkedHashMap<>();
    private final List<FileMount> files = new ArrayList<>();
    private final List<String> scratch = new ArrayList<>();
    private final Set<String> capabilities = new LinkedHashSet<>();
    private final Map<String, String> memo = new LinkedHashMap<>();
    private boolean failOnWarning;
    private @Nullable Identity identity;
    private @Nullable Endpoint endpoint;

    private Builder() {}

    public Builder step(Step step) {
      steps.add(step);
      return this;
    }

    /** See {@link Plan#writesData()}. */
    public Builder writesData() {
      writesData = true;
      return this;
    }

    /** Sets a variable to a literal, which is stored and shown: no secret. */
    public Builder env(String name, String value) {
      env.put(name, Setting.literal(value));
      return this;
    }

    /** Sets a variable to the value that {@code key} has when an attempt starts. */
    public Builder env(String name, Ref ref, String key) {
      env.put(name, Setting.from(ref, key, false));
      return this;
    }

    /** The same, left out if the key is missing then. */
    public Builder envIfPresent(String name, Ref ref, String key) {
      env.put(name, Setting.from(ref, key, true));
      return this;
    }

    public Builder file(Ref ref, String key, String path) {
      files.add(new FileMount(ref, key, path));
      return this;
    }

    /** Mounts the volume of {@link Group#scratch}. */
    public Builder scratch(String name) {
      scratch.add(name);
      return this;
    }

    /** See {@link Plan#capabilities()}. */
    public Builder capabilities(String... names) {
      capabilities.addAll(List.of(names));
      return this;
    }

    /** See {@link Plan#memo()}. */
    public Builder memo(String key, String value) {
      memo.put(key, value);
      return this;
    }

    /** See {@link Plan#failOnWarning()}. */
    public Builder failOnWarning(boolean fail) {
      failOnWarning = fail;
      return this;
    }

    /**
     * See {@link Plan#identity()}.
     *
     * @param field of the section that makes the identity another one
     * @param ref object whose {@code key} names the store
     */
    public Builder identity(String field, Ref ref, String key, String... parts) {
      identity = new Identity(field, ref, key, List.of(parts));
      return this;
    }

    /** See {@link Plan#endpoint()}; the side must declare {@link Group#ENDPOINT}. */
    public Builder listens(Endpoint where) {
      endpoint = where;
      return this;
    }

    /**
     * Ends the plan.
     *
     * @throws IllegalStateException if there is no step
     */
    public Plan build() {
      if (steps.isEmpty()) {
        throw new IllegalStateException("a plan needs at least one step");
      }
      return new Plan(
          steps,
          writesData,
          env,
          files,
          scratch,
          capabilities,
          memo,
          failOnWarning,
          identity,
          endpoint);
    }
  }
}
