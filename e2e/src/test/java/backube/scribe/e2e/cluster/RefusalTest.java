package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the cluster refuses reaches the user in the cluster's own words. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RefusalTest {
  @Test
  @Unprivileged
  void aMoverThatPodSecurityForbids(ClusterRig rig, Scenario scenario) {
    begin(rig, "moverSecurityContext: {runAsUser: 0}");
    Status waiting = scenario.awaitReason(source("photos"), "WaitingForMover");
    assertThat(waiting.message()).contains("violates PodSecurity \"restricted");
  }

  @Test
  void aMoverForWhichThereIsNoNode(ClusterRig rig, Scenario scenario) {
    begin(
        rig,
        """
        moverAffinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms:
                  - matchExpressions: [{key: kubernetes.io/os, operator: In, values: [plan9]}]\
        """);
    Status waiting = scenario.awaitReason(source("photos"), "WaitingForMover");
    assertThat(waiting.message()).contains("no node for the mover's pod", "nodes are available");
  }

  @Test
  void aQuotaThatLeavesNoRoom(ClusterRig rig) {
    rig.apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: small
        spec:
          hard: {count/jobs.batch: "0"}
        """);
    begin(rig);
    Await.until(
        "an event that names the quota",
        () -> rig.events(source("photos")),
        events -> events.stream().anyMatch(event -> event.contains("exceeded quota: small")),
        rig::diagnosis);
  }

  private static void begin(ClusterRig rig, String... section) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", section));
  }
}
