package backube.scribe.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Manifests that can't work, in {@code invalid-….yaml}: each says in its comments in which words
 * the API server refuses it, or which condition it gets, and nothing is made for it.
 */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class InvalidManifestsTest {
  @Test
  void eachIsAnsweredInTheWordsThatItsFileSays(ClusterRig rig) throws IOException {
    rig.repository("repo");
    rig.apply(ClusterVolume.manifest("it"));
    rig.controller().start();
    List<InvalidManifest> all = InvalidManifest.all();
    assertThat(all).hasSizeGreaterThan(70);
    all.stream().filter(InvalidManifest::isForOthers).forEach(it -> rig.apply(it.text()));

    SoftAssertions softly = new SoftAssertions();
    List<InvalidManifest> taken = new ArrayList<>();
    for (InvalidManifest manifest : all) {
      if (!manifest.isForOthers()) {
        String answer = answer(rig, manifest);
        if (manifest.refused().isEmpty()) {
          softly.assertThat(answer).as(manifest.toString()).isEmpty();
          taken.add(manifest);
        } else {
          softly.assertThat(answer).as(manifest.toString()).contains(manifest.refused());
        }
      }
    }
    softly.assertAll();
    for (InvalidManifest manifest : taken) {
      softly.check(() -> comesTo(rig, manifest));
    }
    softly.assertAll();

    assertThat(made(rig, taken)).as("made for what can't work").isEmpty();
  }

  /** Names of what was made for those that did not even begin. */
  private static List<String> made(ClusterRig rig, List<InvalidManifest> manifests) {
    List<String> idle =
        manifests.stream()
            .filter(manifest -> !manifest.afterATry())
            .map(
                manifest ->
                    manifest.kind() + " " + manifest.group() + "/v1alpha1 " + manifest.name())
            .toList();
    return Stream.of("Job", "PersistentVolumeClaim", "VolumeSnapshot", "ServiceAccount")
        .flatMap(kind -> rig.objects().list(kind).stream())
        .filter(object -> idle.contains(owner(object.at("/metadata/ownerReferences/0"))))
        .map(Movers::name)
        .toList();
  }

  private static String owner(JsonNode reference) {
    return "%s %s %s"
        .formatted(
            reference.path("kind").asText(),
            reference.path("apiVersion").asText(),
            reference.path("name").asText());
  }

  /** As kubectl sends it: unknown fields are refused. Empty if it is taken. */
  private static String answer(ClusterRig rig, InvalidManifest manifest) {
    try {
      rig.objects()
          .client()
          .raw(
              "/apis/%s/namespaces/%s/%ss?fieldValidation=Strict"
                  .formatted(
                      manifest.version(),
                      rig.namespace(),
                      manifest.kind().toLowerCase(Locale.ROOT)),
              "POST",
              manifest.json());
      return "";
    } catch (KubernetesClientException e) {
      return e.getStatus() == null ? String.valueOf(e.getMessage()) : e.getStatus().getMessage();
    }
  }

  private static void comesTo(ClusterRig rig, InvalidManifest manifest) {
    Status told =
        Await.until(
            manifest.toString(),
            () -> status(rig, manifest),
            status -> status.reason().equals(manifest.reason()) && hasAll(status, manifest),
            () -> "expected is " + manifest.reason() + " with " + manifest.messages());
    if (!manifest.afterATry()) {
      assertThat(told.condition("Synchronizing").orElseThrow().status()).isFalse();
      assertThat(told.json().at("/sync/run").isMissingNode()).as(manifest + ": no run").isTrue();
    }
  }

  private static boolean hasAll(Status status, InvalidManifest manifest) {
    return manifest.messages().stream().allMatch(status.message()::contains);
  }

  private static Status status(ClusterRig rig, InvalidManifest manifest) {
    String kind = manifest.kind() + "." + manifest.group();
    JsonNode object = rig.objects().get(kind, manifest.name());
    return new Status(object.path("status"));
  }
}
