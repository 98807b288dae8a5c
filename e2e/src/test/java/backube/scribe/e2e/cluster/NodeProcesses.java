package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;

/** The processes of a node, through a pod that sees them all. */
record NodeProcesses(VolumePod pod) {
  /** Of the processes whose control group bears the uid of a pod; not of the one that holds it. */
  private static final String SIGNAL =
      """
      signalled=0
      for process in /proc/[0-9]*; do
        if grep -qsE "pod($1|${1//-/_})" "$process/cgroup" &&
          [[ $(<"$process/comm") != pause ]] && kill -s "$2" "${process#/proc/}"; then
          signalled=$((signalled + 1))
        fi
      done 2>/dev/null
      ((signalled))
      """;

  static NodeProcesses on(String node, NamespaceObjects objects, String image) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(objects.namespace())
            .withName("processes")
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .withHostPID(true)
            .withTerminationGracePeriodSeconds(0L)
            .addNewContainer()
            .withName("main")
            .withImage(image)
            .withImagePullPolicy("IfNotPresent")
            .withCommand("sleep", "infinity")
            .withSecurityContext(Workload.ROOT.container())
            .endContainer()
            .endSpec()
            .build();
    objects.client().resource(pod).create();
    Await.until(
        "the pod that sees processes",
        () -> objects.client().resource(pod).get(),
        Readiness::isPodReady,
        () -> "");
    return new NodeProcesses(new VolumePod(objects.client(), objects.namespace(), "processes"));
  }

  /** Sends a signal to every process of a pod, of which there must be one. */
  void signal(String uid, String signal) {
    pod.run("bash", "-c", SIGNAL, "signal", uid, signal).orFail(signal + " to pod " + uid);
  }
}
