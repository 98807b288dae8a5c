package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Movers of a rig's namespace while they are at work. */
record Movers(ClusterRig rig) {
  /** Line of a section: the mover gets so little time that a test can do something meanwhile. */
  static final String SLOW = "moverResources: {limits: {cpu: 100m}}";

  private static final String JOB = "batch.kubernetes.io/job-name";

  /** Waits until the first mover of a resource works; returns its pod. */
  JsonNode awaitAtWork(Resource resource) {
    return Await.until(
            "the mover of " + resource,
            () -> pod(resource),
            pod -> pod.map(Movers::phase).filter("Running"::equals).isPresent(),
            rig::diagnosis)
        .orElseThrow();
  }

  /** Waits until it has come to its end, well or not; nobody may take its pod away. */
  void awaitEnded(Resource resource) {
    Await.until(
        "the end of the mover of " + resource,
        () -> pod(resource),
        pod -> pod.map(Movers::phase).filter(List.of("Succeeded", "Failed")::contains).isPresent(),
        rig::diagnosis);
  }

  /**
   * Names of all pods that the namespace's Jobs ever had, once there are so many: the cluster tells
   * of each a moment after it has made it.
   */
  Set<String> awaitAll(int many) {
    return Await.until(
        many + " movers", this::all, movers -> movers.size() >= many, rig::diagnosis);
  }

  private Set<String> all() {
    return rig.objects().list("Event").stream()
        .filter(event -> event.path("regarding").path("kind").asText().equals("Job"))
        .filter(event -> event.path("reason").asText().equals("SuccessfulCreate"))
        .map(event -> event.path("note").asText().replaceFirst("^Created pod: ", ""))
        .collect(Collectors.toSet());
  }

  private Optional<JsonNode> pod(Resource resource) {
    return rig.objects().list("Pod", JOB, job(resource)).stream().findFirst();
  }

  /** Name of the first Job of a run. */
  static String job(Resource resource) {
    String direction = resource.kind() == Resource.Kind.SOURCE ? "src-" : "dst-";
    return "scribe-" + direction + resource.name();
  }

  private static String phase(JsonNode pod) {
    return pod.path("status").path("phase").asText();
  }

  static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }
}
