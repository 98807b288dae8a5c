package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What Prometheus is shown, and that others are not. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class MetricsTest {
  @Test
  void aReaderIsShownTheSeriesOfAResourceForAsLongAsItIsThere(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first"));
    scenario.awaitSynced(source("photos"), "first");

    try (Scrapes stranger = rig.scrapes("stranger");
        Scrapes reader = rig.scrapes("prometheus")) {
      reader.allow();
      assertThat(Scrapes.status(stranger.get())).isEqualTo(403);
      String page =
          Await.until(
              "the sync to be counted, which follows its status",
              reader::page,
              now -> now.contains("scribe_sync_duration_seconds_count{" + labels(rig) + "} 1\n"),
              rig::diagnosis);
      assertThat(page)
          .containsPattern("scribe_volume_out_of_sync\\{" + labels(rig) + "} 0\\.0")
          .containsPattern("scribe_last_sync_files\\{kind=\"total\"," + labels(rig) + "} 1\\.0");
      assertThat(page).doesNotContain("correct horse");

      rig.delete("ReplicationSource", "photos");
      Await.until(
          "the series to be gone", reader::page, now -> !now.contains(labels(rig)), rig::diagnosis);
    }
  }

  private static String labels(ClusterRig rig) {
    return "method=\"restic\",obj_name=\"photos\",obj_namespace=\"%s\",role=\"source\""
        .formatted(rig.namespace());
  }
}
