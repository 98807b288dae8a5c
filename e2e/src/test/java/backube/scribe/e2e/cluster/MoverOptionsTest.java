package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What users ask of a mover's pod and volumes, as the API server has it. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class MoverOptionsTest {
  private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: mover}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {token: from a Secret}
      """;

  /** A workload that is allowed where others are not. */
  private static final String WORKLOAD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s-user}
      spec:
        terminationGracePeriodSeconds: 0
        tolerations: [{key: dedicated, operator: Equal, value: %1$s}]
        containers:
          - name: main
            image: %2$s
            imagePullPolicy: IfNotPresent
            command: [sleep, infinity]
            volumeMounts: [{name: data, mountPath: /data}]
        volumes: [{name: data, persistentVolumeClaim: {claimName: %1$s}}]
      """;

  private static final String OPTIONS =
      """
      customCA: {configMapName: kube-root-ca.crt, key: ca.crt}
      moverServiceAccount: mover
      moverPodLabels: {team: blue, app.kubernetes.io/created-by: somebody}
      moverResources: {limits: {cpu: 100m, memory: 700Mi}, requests: {cpu: 10m}}
      moverSecurityContext: {supplementalGroups: [4711]}
      moverAffinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 7
              preference: {matchExpressions: [{key: zone, operator: Exists}]}
      moverVolumes:
        - {mountPath: keys, volumeSource: {secret: {secretName: keys, defaultMode: 288}}}
        - {mountPath: more/nas, volumeSource: {persistentVolumeClaim: {claimName: nas}}}
      """;

  @Test
  void everyOptionReachesThePodAndItRunsWhereItsVolumesAre(ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    ClusterVolume photos = (ClusterVolume) rig.volume("photos");
    photos.write("one", "precious");
    photos.leave();
    rig.apply(OBJECTS);
    rig.apply(ClusterVolume.manifest("nas"));
    startWorkload(rig, "photos");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", OPTIONS.lines().toArray(String[]::new)));

    JsonNode pod = new Movers(rig).awaitAtWork(source("photos"));
    JsonNode spec = pod.path("spec");
    assertThat(pod.at("/metadata/labels/team").asText()).isEqualTo("blue");
    assertThat(pod.at("/metadata/labels").path("app.kubernetes.io/created-by").asText())
        .isEqualTo("scribe");
    assertThat(spec.path("serviceAccountName").asText()).isEqualTo("mover");
    assertThat(spec.at("/securityContext/supplementalGroups/0").asInt()).isEqualTo(4711);
    assertThat(spec.at("/affinity/nodeAffinity").toString())
        .contains("\"key\":\"zone\"", "\"weight\":7");
    assertThat(spec.path("nodeSelector").path("kubernetes.io/hostname").asText())
        .isEqualTo(hostName(rig, "photos-user"));
    assertThat(spec.path("tolerations").toString()).contains("\"value\":\"photos\"");

    JsonNode container = spec.path("containers").path(0);
    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("700Mi");
    assertThat(container.at("/resources/requests/cpu").asText()).isEqualTo("10m");
    assertThat(container.at("/securityContext/runAsUser").asInt(-1)).isZero();
    assertThat(container.at("/securityContext/capabilities").toString())
        .contains("\"drop\":[\"ALL\"]", "DAC_OVERRIDE", "CHOWN", "FOWNER");
    Map<String, String> mounts = mounts(container);
    assertThat(mounts)
        .containsEntry("/mnt/keys", "u-keys")
        .containsEntry("/mnt/more/nas", "u-more-nas")
        .containsEntry("/customCA", "custom-ca");
    assertThat(volume(spec, "u-keys").at("/secret/defaultMode").asInt()).isEqualTo(288);
    assertThat(volume(spec, "u-more-nas").at("/persistentVolumeClaim/claimName").asText())
        .isEqualTo("nas");
    assertThat(volume(spec, "custom-ca").at("/configMap/items/0/path").asText())
        .isEqualTo("ca.crt");
    assertThat(environment(container))
        .containsEntry("CUSTOM_CA", "/customCA/ca.crt")
        .containsEntry("PRIVILEGED_MOVER", "1");

    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.log(source("photos"))).contains("Using custom CA.");
    assertThat(rig.objects().list("ServiceAccount", "app.kubernetes.io/created-by", "scribe"))
        .isEmpty();

    // The copy can be mounted anywhere, the other volume only where somebody uses it.
    startWorkload(rig, "nas");
    rig.apply(
        Manifests.source(
                "copied",
                "manual: first",
                "copyMethod: Snapshot",
                "hostname: copied",
                Movers.SLOW,
                "moverVolumes: [{mountPath: nas, volumeSource: {persistentVolumeClaim: {claimName:"
                    + " nas}}}]")
            .replace("sourcePVC: copied", "sourcePVC: photos"));
    JsonNode copied = new Movers(rig).awaitAtWork(source("copied")).path("spec");
    assertThat(copied.path("nodeSelector").path("kubernetes.io/hostname").asText())
        .isEqualTo(hostName(rig, "nas-user"));
    assertThat(copied.path("tolerations").toString()).contains("\"value\":\"nas\"");
    scenario.awaitSynced(source("copied"), "first");
  }

  @Test
  void proxiesOfTheControllerReachTheMover(ClusterRig rig) {
    Map<String, String> proxies = proxies();
    assumeFalse(
        proxies.isEmpty(), "the controller has none of HTTP_PROXY, HTTPS_PROXY and NO_PROXY");
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", Movers.SLOW));

    JsonNode pod = new Movers(rig).awaitAtWork(source("photos"));
    Map<String, String> environment = environment(pod.at("/spec/containers/0"));
    proxies.forEach(
        (name, value) ->
            assertThat(environment)
                .containsEntry(name, value)
                .containsEntry(name.toLowerCase(Locale.ROOT), value));
  }

  @Test
  void aMoverToBeDebuggedWaitsWithItsNfsVolumeInItsSpec(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(
        debugged(
            Manifests.source(
                "photos",
                "manual: first",
                "moverVolumes: [{mountPath: nfs, volumeSource: {nfs: {server: 127.0.0.1, path:"
                    + " /export, readOnly: true}}}]")));

    JsonNode spec = awaitPod(rig, source("photos")).path("spec");
    assertThat(environment(spec.path("containers").path(0))).containsEntry("DEBUG_MOVER", "1");
    assertThat(volume(spec, "u-nfs").path("nfs").toString())
        .contains("\"server\":\"127.0.0.1\"", "\"path\":\"/export\"", "\"readOnly\":true");
    rig.delete("ReplicationSource", "photos");

    rig.apply(
        debugged(Manifests.source("music", "manual: first", "hostname: music"))
            .replace("sourcePVC: music", "sourcePVC: photos"));
    new Movers(rig).awaitAtWork(source("music"));
    Await.until(
        "the mover to say that it was not started",
        () -> rig.log(source("music")),
        log -> log.contains("Debug mode: the mover was not started."),
        rig::diagnosis);
    assertThat(scenario.awaitReason(source("music"), "SyncInProgress").result()).isEmpty();
  }

  @Test
  void aVolumeGrowsWithItsCapacityAndACacheThatIsNotKeptGoes(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first"));
    scenario.awaitSynced(source("photos"), "first");

    rig.apply(ClusterManifests.intoNewVolume("restore", "manual: once", "cleanupCachePVC: true"));
    scenario.awaitSynced(destination("restore"), "once");
    Await.until(
        "the cache to be gone",
        () -> rig.objects().get("PersistentVolumeClaim", "scribe-dst-restore-cache"),
        JsonNode::isMissingNode,
        rig::diagnosis);

    rig.apply(
        ClusterManifests.intoNewVolume("restore", "manual: again")
            .replace("capacity: 1Gi", "capacity: 2Gi"));
    scenario.awaitSynced(destination("restore"), "again");
    JsonNode grown = rig.objects().get("PersistentVolumeClaim", "scribe-restore-dest");
    boolean refused =
        rig.events(destination("restore")).stream()
            .anyMatch(said -> said.contains("can't grow to 2Gi"));
    assertThat(grown.at("/spec/resources/requests/storage").asText())
        .as("unless the class of the volume does not allow it, which is told")
        .isEqualTo(refused ? "1Gi" : "2Gi");
    assertThat(rig.objects().get("PersistentVolumeClaim", "scribe-dst-restore-cache"))
        .as("a cache that is kept")
        .isNotEmpty();
  }

  private static Map<String, String> proxies() {
    ClusterController controller = TestCluster.get().controller();
    Map<String, String> proxies = new TreeMap<>();
    controller
        .client()
        .apps()
        .deployments()
        .inNamespace(controller.namespace())
        .withName(controller.name())
        .get()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getEnv()
        .stream()
        .filter(variable -> PROXIES.contains(variable.getName()))
        .forEach(variable -> proxies.put(variable.getName(), variable.getValue()));
    return proxies;
  }

  /** By the label of the node on which a pod runs. */
  private static String hostName(ClusterRig rig, String pod) {
    String node = rig.objects().get("Pod", pod).at("/spec/nodeName").asText();
    return TestCluster.get()
        .client()
        .nodes()
        .withName(node)
        .get()
        .getMetadata()
        .getLabels()
        .get("kubernetes.io/hostname");
  }

  private static String debugged(String manifest) {
    return manifest.replaceFirst(
        "metadata:\n", "metadata:\n  annotations: {scribe.backube/enable-debug-mover: \"\"}\n");
  }

  private static void startWorkload(ClusterRig rig, String claim) {
    rig.apply(WORKLOAD.formatted(claim, TestCluster.get().toolsImage()));
    Await.until(
        "the workload to run",
        () -> rig.objects().get("Pod", claim + "-user").at("/status/phase").asText(),
        "Running"::equals,
        rig::diagnosis);
  }

  /** The pod as it is made, whether it can start or not. */
  private static JsonNode awaitPod(ClusterRig rig, Resource resource) {
    return Await.until(
            "the mover's pod",
            () ->
                rig
                    .objects()
                    .list("Pod", "batch.kubernetes.io/job-name", Movers.job(resource))
                    .stream()
                    .findFirst(),
            Optional::isPresent,
            rig::diagnosis)
        .orElseThrow();
  }

  private static JsonNode volume(JsonNode spec, String name) {
    return StreamSupport.stream(spec.path("volumes").spliterator(), false)
        .filter(volume -> name.equals(volume.path("name").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no volume " + name + " in " + spec));
  }

  /** Names of volumes by where they are mounted. */
  private static Map<String, String> mounts(JsonNode container) {
    Map<String, String> mounts = new TreeMap<>();
    container
        .path("volumeMounts")
        .forEach(
            mount -> mounts.put(mount.path("mountPath").asText(), mount.path("name").asText()));
    return mounts;
  }

  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new TreeMap<>();
    container
        .path("env")
        .forEach(
            variable ->
                environment.put(variable.path("name").asText(), variable.path("value").asText()));
    return environment;
  }
}
