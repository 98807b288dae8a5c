package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Steps of the first run of a resource, in order, as they show on a cluster. */
enum Moment {
  SNAPSHOT_MADE,
  SNAPSHOT_READY,
  COPY_MADE,
  VOLUME_MADE,
  CACHE_MADE,
  ACCOUNT_MADE,
  JOB_MADE,
  AT_WORK,
  JOB_COMPLETE,
  IMAGE_MADE,
  CLEANING_UP;

  /** Returns when it has come, or has passed unseen. */
  void await(ClusterRig rig, Resource resource) {
    Await.until(
        "%s of %s".formatted(this, resource),
        () -> reached(rig.objects(), resource) || !rig.status(resource).result().isEmpty(),
        seen -> seen,
        rig::diagnosis);
  }

  private boolean reached(NamespaceObjects objects, Resource of) {
    return switch (this) {
      case SNAPSHOT_MADE -> there(objects.get("VolumeSnapshot", copy(of)));
      case SNAPSHOT_READY ->
          objects.get("VolumeSnapshot", copy(of)).at("/status/readyToUse").asBoolean();
      case COPY_MADE -> there(objects.get("PersistentVolumeClaim", copy(of)));
      case VOLUME_MADE ->
          there(objects.get("PersistentVolumeClaim", "scribe-" + of.name() + "-dest"));
      case CACHE_MADE -> there(objects.get("PersistentVolumeClaim", Movers.job(of) + "-cache"));
      case ACCOUNT_MADE -> there(objects.get("ServiceAccount", Movers.job(of)));
      case JOB_MADE -> there(objects.get("Job", Movers.job(of)));
      case AT_WORK ->
          objects.list("Pod", "batch.kubernetes.io/job-name", Movers.job(of)).stream()
              .anyMatch(pod -> pod.at("/status/phase").asText().equals("Running"));
      case JOB_COMPLETE -> complete(objects.get("Job", Movers.job(of)));
      case IMAGE_MADE -> !objects.list("VolumeSnapshot", "scribe.backube/part", "image").isEmpty();
      case CLEANING_UP -> false;
    };
  }

  private static boolean there(JsonNode object) {
    return !object.isMissingNode();
  }

  private static String copy(Resource of) {
    return "scribe-" + of.name() + "-src";
  }

  private static boolean complete(JsonNode job) {
    return StreamSupport.stream(job.path("status").path("conditions").spliterator(), false)
        .anyMatch(condition -> condition.path("type").asText().equals("Complete"));
  }
}
