package backube.scribe.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.world.ThingId;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Sample(
      Optional<String> name,
      Optional<Integer> count,
      List<String> tags,
      Map<String, String> labels,
      Optional<CopyMethod> method,
      boolean flag,
      Optional<Instant> at) {}

  @Test
  void readsWhatIsAbsentAsEmpty() throws Exception {
    Sample empty =
        new Sample(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            false,
            Optional.empty());

    for (ObjectMapper mapper : List.of(Json.strict(), Json.lenient(), Json.yaml())) {
      assertThat(mapper.readValue("{}", Sample.class)).isEqualTo(empty);
      assertThat(mapper.readValue("{\"name\": null, \"tags\": null}", Sample.class))
          .isEqualTo(empty);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nme\":\"x\"}",
        "{\"name\":\"x\",\"name\":\"y\"}",
        "{\"count\":\"5\"}",
        "{\"count\":5.5}",
        "{\"name\":5}",
        "{\"method\":1}",
        "{\"method\":\"Copy\"}"
      })
  void strictRefuses(String text) {
    assertThatThrownBy(() -> Json.strict().readValue(text, Sample.class)).isNotNull();
  }

  @Test
  void lenientSkipsWhatItDoesNotKnow() throws Exception {
    Sample sample =
        Json.lenient().readValue("{\"nme\":1,\"tags\":[\"a\",null],\"count\":7}", Sample.class);

    assertThat(sample.tags()).containsExactly("a");
    assertThat(sample.count()).contains(7);
  }

  @Test
  void messagesDoNotQuoteTheText() {
    assertThatThrownBy(() -> Json.strict().readValue("{\"name\": \"hunter2\" x", Sample.class))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "[".repeat(5000) + "]".repeat(5000);

    assertThatThrownBy(() -> Json.strict().readTree(deep)).hasMessageContaining("depth");
    assertThatThrownBy(() -> Json.yaml().readTree(deep)).isNotNull();
  }

  @Test
  void anAttemptComesBackEqualFromJsonAndYaml() throws Exception {
    Ref secret = Ref.secret("repo");
    Plan plan =
        Plan.builder()
            .step(Step.named("backup").with(Claim.shared("repository", secret, "URL")))
            .step(Step.named("forget").withoutData())
            .env("EMPTY", "")
            .env("NO", "no")
            .env("PASSWORD", secret, "PASSWORD")
            .envIfPresent("REGION", secret, "REGION")
            .file(secret, "gcs", "/credentials/gcs.json")
            .scratch("cache")
            .capabilities("DAC_OVERRIDE", "CHOWN")
            .memo("prune", "2026-01-01")
            .failOnWarning(true)
            .build();
    Attempt attempt =
        new Attempt(
            new ResourceKey(Role.SOURCE, "ns", "name"),
            "uid",
            ThingId.attempt(7, 2),
            "uid-7",
            "restic",
            "image:1",
            plan,
            List.of("backup"),
            true,
            1,
            new Attempt.Data(Optional.of("claim"), false),
            Optional.empty(),
            new AttemptOptions(
                Optional.empty(),
                Optional.empty(),
                Map.of(
                    "cache",
                    new ScratchOptions(
                        Optional.of(new Quantity("1Gi")), Optional.empty(), List.of(), false))));

    for (ObjectMapper mapper : List.of(Json.strict(), Json.yaml())) {
      String text = mapper.writeValueAsString(attempt);
      assertThat(mapper.readValue(text, Attempt.class)).isEqualTo(attempt);
      assertThat(text).doesNotContain("failOnWarning\":false").doesNotContain("null");
    }
  }

  @Test
  void aSpecKeepsTheSectionsOfMoversAsTheyCame() throws Exception {
    ReplicationSourceSpec spec =
        Json.strict()
            .readValue(
                "{\"sourcePVC\":\"a\",\"restic\":{\"x\":null,\"y\":[1]},\"rclone\":null}",
                ReplicationSourceSpec.class);

    assertThat(spec.sections()).containsOnlyKeys("restic", "rclone");
    assertThat(Json.strict().writeValueAsString(spec))
        .isEqualTo("{\"sourcePVC\":\"a\",\"restic\":{\"x\":null,\"y\":[1]},\"rclone\":null}");
  }
}
