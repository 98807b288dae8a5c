package backube.scribe.kubernetes.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final Job JOB =
      new JobBuilder()
          .withNewMetadata()
          .withNamespace("ns")
          .withName("scribe-src-photos")
          .withUid("uid-7")
          .endMetadata()
          .build();

  @Test
  void aJobGoesAfterItsPodsAndOnlyIfItIsTheOneThatWasSeen() {
    try (RecordingApi api = new RecordingApi()) {
      new Deletion(api.client()).delete(JOB, Job.class);

      assertThat(api.deleted())
          .containsOnlyKeys("/apis/batch/v1/namespaces/ns/jobs/scribe-src-photos");
      assertThat(api.deleted().values())
          .singleElement()
          .satisfies(
              options -> {
                assertThat(options.path("propagationPolicy").asText()).isEqualTo("Foreground");
                assertThat(options.at("/preconditions/uid").asText()).isEqualTo("uid-7");
              });
    }
  }

  @Test
  void whatIsGoneNeedNotGo() {
    try (RecordingApi api = new RecordingApi()) {
      api.refuseChanges(404);
      assertThat(new Deletion(api.client()).delete(JOB, Job.class)).isEmpty();
      api.refuseChanges(409);
      assertThat(new Deletion(api.client()).delete(JOB, Job.class)).isEmpty();
    }
  }
}
