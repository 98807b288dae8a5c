package backube.scribe.api.mover;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a mover does for one kind of resource: a value made of functions. All of them are pure and
 * quick; what they throw is shown to the user as a defect of the plugin and stops nothing else.
 *
 * <p>The section type is a record whose components are the mover's own fields: {@code Optional} of
 * String, Boolean, Integer, Long, Instant, an enum with Jackson names, {@code Quantity}, {@code
 * IntOrString} or a record; lists and maps of these. {@link Rule} and {@code
 * JsonPropertyDescription} say more about a field. Decoding is strict.
 *
 * @param <C> record of the section under {@code spec}
 * @param <S> record of the section under {@code status}
 */
public final class MoverSide<C extends Record, S extends Record> {
  private final Class<C> section;
  private final Class<S> status;
  private final List<Group> groups;
  private final Function<C, Requirements> requirements;
  private final Function<Run<C, S>, Plan> plan;
  private final @Nullable Function<Progress<S>, S> progress;
  private final @Nullable Function<Announcement<S>, S> announcing;

  private MoverSide(Builder<C, S> builder, Function<Run<C, S>, Plan> plan) {
    section = builder.section;
    status = builder.status;
    groups = builder.groups;
    requirements = builder.requirements;
    progress = builder.progress;
    announcing = builder.announcing;
    this.plan = plan;
  }

  /** Starts a side whose section has the fields of {@code section} and of {@code groups}. */
  public static <C extends Record> Builder<C, NoStatus> of(Class<C> section, Group... groups) {
    return new Builder<>(section, NoStatus.class, List.of(groups), c -> Requirements.NONE, null);
  }

  public Class<C> section() {
    return section;
  }

  /** {@link NoStatus} if the side has no status section. */
  public Class<S> status() {
    return status;
  }

  public List<Group> groups() {
    return groups;
  }

  public boolean has(Group.Kind kind) {
    return groups.stream().anyMatch(group -> group.kind() == kind);
  }

  public Requirements requirements(C section) {
    return Objects.requireNonNull(requirements.apply(section), "requirements");
  }

  public Plan plan(Run<C, S> run) {
    return Objects.requireNonNull(plan.apply(run), "plan");
  }

  /** The status section after a report; empty if the side has none. */
  public Optional<S> status(Progress<S> at) {
    return progress == null ? Optional.empty() : Optional.of(progress.apply(at));
  }

  /** Whether it has something to tell before a report. */
  public boolean announces() {
    return announcing != null;
  }

  /** The status section once the peer can be told something; empty if the side tells nothing. */
  public Optional<S> status(Announcement<S> known) {
    return announcing == null ? Optional.empty() : Optional.of(announcing.apply(known));
  }

  /** Collects a side; {@link #plan} ends it. */
  public static final class Builder<C extends Record, S extends Record> {
    private final Class<C> section;
    private final Class<S> status;
    private final List<Group> groups;
    private Function<C, Requirements> requirements;
    private final @Nullable Function<Progress<S>, S> progress;
    private @Nullable Function<Announcement<S>, S> announcing;

    private Builder(
        Class<C> section,
        Class<S> status,
        List<Group> groups,
        Function<C, Requirements> requirements,
        @Nullable Function<Progress<S>, S> progress) {
      this.section = section;
      this.status = status;
      this.groups = groups;
      this.requirements = requirements;
      this.progress = progress;
    }

    /** The side has a status section, made anew from each report. Comes before the others. */
    public <T extends Record> Builder<C, T> status(
        Class<T> type, Function<Progress<T>, T> function) {
      return new Builder<>(section, type, groups, requirements, function);
    }

    /**
     * The status section is made before a report, too: when generated Secrets are there, and when
     * the address of the plan's endpoint is known or has changed.
     */
    public Builder<C, S> announces(Function<Announcement<S>, S> function) {
      announcing = function;
      return this;
    }

    public Builder<C, S> requires(Function<C, Requirements> function) {
      requirements = function;
      return this;
    }

    public MoverSide<C, S> plan(Function<Run<C, S>, Plan> function) {
      return new MoverSide<>(this, function);
    }
  }
}
