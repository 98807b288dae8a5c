package backube.scribe.kubernetes.metric;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.metric.Recorded;
import backube.scribe.core.metric.SyncMetrics;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.sync.Due;
import backube.scribe.core.sync.State;
import backube.scribe.kubernetes.dialect.Dialect;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "shop", "db");
  private static final String LABELS =
      "{method=\"restic\",obj_name=\"db\",obj_namespace=\"shop\",role=\"source\"}";

  private final SyncMetrics metrics = new SyncMetrics();
  private final MetricsPage page = new MetricsPage(() -> Instant.parse("2026-01-01T12:00:00Z"));

  @Test
  void volsyncsSeriesHaveItsNamesTypesAndLabels() {
    page.add(new DialectSeries(Dialect.VOLSYNC, metrics));
    metrics.recorded(seen("restic"));

    assertThat(page.text())
        .contains("# TYPE volsync_missed_intervals_total counter\n")
        .contains("volsync_missed_intervals_total" + LABELS + " 0.0\n")
        .contains("# TYPE volsync_volume_out_of_sync gauge\n")
        .contains("volsync_volume_out_of_sync" + LABELS + " 1.0\n")
        .contains("# TYPE volsync_sync_duration_seconds summary\n")
        .contains("volsync_sync_duration_seconds_count" + LABELS + " 0\n")
        .contains(
            "volsync_sync_duration_seconds" + LABELS.replace("}", ",quantile=\"0.99\"}") + " NaN\n")
        .contains("# HELP volsync_volume_out_of_sync Set to 1 if the volume is not properly");
  }

  @Test
  void bothDialectsAreShownBesideEachOther() {
    page.add(new DialectSeries(Dialect.VOLSYNC, metrics));
    page.add(new DialectSeries(Dialect.SCRIBE, metrics));
    page.add(new Queue(0, key -> {}));
    metrics.recorded(seen("restic"));

    assertThat(page.text())
        .contains("scribe_volume_out_of_sync" + LABELS)
        .contains("volsync_volume_out_of_sync" + LABELS)
        .contains("scribe_queue_waiting 0.0\n")
        .contains("jvm_memory_used_bytes")
        .contains("process_uptime_seconds");
  }

  @Test
  void moversAreCalledAsVolSyncsDashboardsCallThem() {
    page.add(new DialectSeries(Dialect.VOLSYNC, metrics));
    metrics.recorded(seen("rsyncTLS"));

    assertThat(page.text()).contains("method=\"rsync-tls\"");
  }

  @Test
  void theSeriesOfAResourceGoWithIt() {
    page.add(new DialectSeries(Dialect.SCRIBE, metrics));
    metrics.recorded(seen("restic"));
    metrics.gone(KEY);

    assertThat(page.text()).doesNotContain("obj_name=\"db\"");
  }

  private static Recorded seen(String mover) {
    return new Recorded(
        KEY,
        "uid",
        mover,
        new Due.Manual("once"),
        State.EMPTY,
        State.EMPTY,
        Optional.empty(),
        Instant.EPOCH);
  }
}
