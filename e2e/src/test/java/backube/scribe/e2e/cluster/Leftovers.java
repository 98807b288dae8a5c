package backube.scribe.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs that have ended should have taken away. */
record Leftovers(NamespaceObjects objects) {
  private static final String CREATED_BY = "app.kubernetes.io/created-by";
  private static final String PART = "scribe.backube/part";

  List<String> list() {
    List<String> found = new ArrayList<>();
    for (String kind : List.of("Job", "Pod", "PersistentVolumeClaim", "VolumeSnapshot")) {
      for (JsonNode object : objects.list(kind, CREATED_BY, "scribe")) {
        if (!lasts(object)) {
          found.add(kind + " " + name(object));
        }
      }
    }
    return found;
  }

  /** Whatever belongs to resources, with the volumes and contents behind it. */
  static List<String> everything(NamespaceObjects objects) {
    List<String> found = new ArrayList<>();
    for (String kind :
        List.of("Job", "Pod", "PersistentVolumeClaim", "VolumeSnapshot", "ServiceAccount")) {
      objects
          .list(kind, CREATED_BY, "scribe")
          .forEach(object -> found.add(kind + " " + name(object)));
    }
    objects.client().persistentVolumes().list().getItems().stream()
        .map(volume -> volume.getSpec().getClaimRef())
        .filter(claim -> claim != null && objects.namespace().equals(claim.getNamespace()))
        .filter(claim -> claim.getName().startsWith("scribe-"))
        .forEach(claim -> found.add("PersistentVolume of " + claim.getName()));
    objects.client().resources(VolumeSnapshotContent.class).list().getItems().stream()
        .map(content -> content.getSpec().getVolumeSnapshotRef())
        .filter(snapshot -> objects.namespace().equals(snapshot.getNamespace()))
        .forEach(snapshot -> found.add("VolumeSnapshotContent of " + snapshot.getName()));
    return found;
  }

  /** Caches and volumes of destinations last, and the image that a destination names. */
  private boolean lasts(JsonNode object) {
    return switch (object.path("metadata").path("labels").path(PART).asText()) {
      case "", "volume" -> true;
      case "image" -> images().contains(name(object));
      default -> false;
    };
  }

  private Set<String> images() {
    return objects.list("ReplicationDestination").stream()
        .map(destination -> destination.path("status").path("latestImage").path("name").asText())
        .collect(Collectors.toSet());
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }
}
