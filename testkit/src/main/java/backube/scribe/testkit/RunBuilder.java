package backube.scribe.testkit;

import backube.scribe.api.mover.NoStatus;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Volume;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the facts of a run; what is not said has a default that never changes. */
public final class RunBuilder<C extends Record, S extends Record> {
  static final String NAMESPACE = "web";
  static final String NAME = "site";
  static final String ORIGIN = "volsync";
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** When a run starts unless a test says otherwise. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final C section;
  private final Optional<S> status;
  private Instant created = CREATED;
  private Instant start = START;
  private Volume volume = new Volume(true, false, true);
  private final Map<Ref, List<String>> keys = new LinkedHashMap<>();

  private RunBuilder(C section, Optional<S> status) {
    this.section = section;
    this.status = status;
  }

  /** A run of a side without a status section. */
  public static <C extends Record> RunBuilder<C, NoStatus> of(C section) {
    return new RunBuilder<>(section, Optional.empty());
  }

  /** A run with what is known so far. */
  public static <C extends Record, S extends Record> RunBuilder<C, S> of(
      C section, Optional<S> status) {
    return new RunBuilder<>(section, status);
  }

  /** When the resource was created. */
  public RunBuilder<C, S> created(Instant time) {
    created = time;
    return this;
  }

  /** When the run starts. */
  public RunBuilder<C, S> start(Instant time) {
    start = time;
    return this;
  }

  /** The data volume; by default a staged file system, which nobody reads. */
  public RunBuilder<C, S> volume(Volume of) {
    volume = of;
    return this;
  }

  /** Keys that an object has. */
  public RunBuilder<C, S> keys(Ref ref, String... names) {
    keys.put(ref, Stream.of(names).sorted().toList());
    return this;
  }

  public Run<C, S> build() {
    return new Run<>(
        NAMESPACE, NAME, ORIGIN, created, start, section, status, volume, Map.copyOf(keys));
  }
}
