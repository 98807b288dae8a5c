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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "count/jobs.batch, 0, EffectFailed",
    "pods, 1, WaitingForMover",
    "requests.storage, 2Gi, EffectFailed",
    "count/volumesnapshots.snapshot.storage.k8s.io, 0, EffectFailed",
    "count/serviceaccounts, 1, EffectFailed"
  })
  void aQuotaThatLeavesNoRoom(
      String resource, String hard, String reason, ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    limit(rig, resource, hard);
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));

    Status refused = scenario.awaitReason(source("photos"), reason);
    assertThat(refused.message()).contains("exceeded quota: small", resource);

    limit(rig, resource, "10Gi");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(rig.leftovers()).isEmpty();
  }

  /** A quota refuses without saying so until it has been counted. */
  private static void limit(ClusterRig rig, String resource, String hard) {
    rig.apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata:
          name: small
        spec:
          hard: {%s: "%s"}
        """
            .formatted(resource, hard));
    Await.until(
        "the quota to be counted",
        () -> rig.objects().get("ResourceQuota", "small").path("status").path("hard"),
        counted -> counted.path(resource).asText().equals(hard),
        rig::diagnosis);
  }

  private static void begin(ClusterRig rig, String... section) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", section));
  }
}
