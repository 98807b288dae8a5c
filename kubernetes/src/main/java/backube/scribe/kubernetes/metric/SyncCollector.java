package backube.scribe.kubernetes.metric;

import backube.scribe.core.metric.Series;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.MoverName;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The figures of each resource of a dialect, read when somebody asks: a resource costs no meters,
 * and its series go with it. The names of the first three, and the labels of all, are VolSync's,
 * whose prefix each dialect replaces by its own.
 */
final class SyncCollector implements MultiCollector {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99};
  private static final String BYTES = "bytes";
  private static final String FILES = "files";

  private final DialectSeries dialect;
  private final InstantSource clock;

  SyncCollector(DialectSeries dialect, InstantSource clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    Instant now = clock.instant();
    List<One> all =
        dialect.metrics().series().entrySet().stream()
            .map(entry -> new One(labels(entry.getKey(), entry.getValue()), entry.getValue()))
            .toList();
    return MetricSnapshots.of(
        counter(
            "missed_intervals",
            "The number of times a synchronization failed to complete before the next scheduled"
                + " start",
            all.stream().map(one -> count(one.series().missed(), one.labels()))),
        gauge(
            "volume_out_of_sync",
            "Set to 1 if the volume is not properly synchronized",
            all.stream().map(one -> value(one.series().outOfSync(now) ? 1 : 0, one.labels()))),
        durations(all, now),
        gauge(
            "last_success_timestamp_seconds",
            "When the last synchronization that succeeded ended",
            all.stream().flatMap(SyncCollector::lastSuccess)),
        counter(
            "syncs",
            "Synchronizations that ended, by result",
            all.stream().flatMap(SyncCollector::results)),
        counter(
            "failed_tries",
            "Tries that failed, by reason; a synchronization may succeed in a later try",
            all.stream().flatMap(SyncCollector::failures)),
        gauge(
            "last_sync_bytes",
            "Sizes that the mover told of the last synchronization",
            all.stream().flatMap(one -> figures(one, BYTES))),
        gauge(
            "last_sync_files",
            "Numbers of files that the mover told of the last synchronization",
            all.stream().flatMap(one -> figures(one, FILES))),
        gauge(
            "queue_wait_seconds",
            "How long the synchronization that is due has waited for its turn, or the last one did",
            all.stream().flatMap(one -> queueWait(one, now))));
  }

  private record One(Labels labels, Series series) {}

  private static Labels labels(ResourceKey key, Series series) {
    return Labels.of(
        "obj_name",
        key.name(),
        "obj_namespace",
        key.namespace(),
        "role",
        key.role().name().toLowerCase(Locale.ROOT),
        "method",
        MoverName.dashed(series.mover()));
  }

  private String name(String rest) {
    return dialect.dialect().creator() + "_" + rest;
  }

  private CounterSnapshot counter(
      String name, String help, Stream<CounterDataPointSnapshot> points) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name(name)).help(help);
    points.forEach(counter::dataPoint);
    return counter.build();
  }

  private GaugeSnapshot gauge(String name, String help, Stream<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name(name)).help(help);
    points.forEach(gauge::dataPoint);
    return gauge.build();
  }

  private SummarySnapshot durations(List<One> all, Instant now) {
    SummarySnapshot.Builder summary =
        SummarySnapshot.builder()
            .name(name("sync_duration_seconds"))
            .help("Duration of the synchronization interval in seconds");
    all.forEach(one -> summary.dataPoint(durations(one, now)));
    return summary.build();
  }

  private static SummaryDataPointSnapshot durations(One one, Instant now) {
    Quantiles.Builder quantiles = Quantiles.builder();
    for (double share : QUANTILES) {
      double seconds = one.series().durations().quantile(share, now).orElse(Double.NaN);
      quantiles.quantile(new Quantile(share, seconds));
    }
    return SummaryDataPointSnapshot.builder()
        .labels(one.labels())
        .count(one.series().durations().count())
        .sum(one.series().durations().sum())
        .quantiles(quantiles.build())
        .build();
  }

  private static Stream<GaugeDataPointSnapshot> lastSuccess(One one) {
    return Stream.ofNullable(one.series().lastSuccess())
        .map(at -> value((double) at.getEpochSecond(), one.labels()));
  }

  private static Stream<CounterDataPointSnapshot> results(One one) {
    return Stream.of(
        count(one.series().succeeded(), one.labels().add("result", "succeeded")),
        count(one.series().failed(), one.labels().add("result", "failed")));
  }

  private static Stream<CounterDataPointSnapshot> failures(One one) {
    return new TreeMap<>(one.series().failures())
        .entrySet().stream()
            .map(entry -> count(entry.getValue(), one.labels().add("reason", entry.getKey())));
  }

  /** Figures of which the name begins so; the rest of it says which. */
  private static Stream<GaugeDataPointSnapshot> figures(One one, String what) {
    return new TreeMap<>(one.series().figures().values())
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(what))
            .map(entry -> value(entry.getValue(), one.labels().add("kind", kind(entry, what))));
  }

  private static String kind(Map.Entry<String, Double> figure, String what) {
    return figure.getKey().substring(what.length()).toLowerCase(Locale.ROOT);
  }

  private static Stream<GaugeDataPointSnapshot> queueWait(One one, Instant now) {
    return one.series().queueWait(now).stream().map(wait -> value(seconds(wait), one.labels()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static CounterDataPointSnapshot count(long value, Labels labels) {
    return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
  }

  private static GaugeDataPointSnapshot value(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
