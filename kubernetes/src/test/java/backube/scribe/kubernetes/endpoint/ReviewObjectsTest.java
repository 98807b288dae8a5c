package backube.scribe.kubernetes.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.RecordingApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the cluster is asked about those who want to read metrics, as files. */
class ReviewObjectsTest {
  private static final ObjectGoldens REVIEWS = ObjectGoldens.of("reviews");

  @Test
  void whoseATokenIsAndWhatItsOwnerMay() {
    try (RecordingApi api = new RecordingApi()) {
      ClusterReviews reviews = new ClusterReviews(api.client());
      assertThat(reviews.user("a token")).isEmpty();
      assertThat(
              reviews.allowed(
                  new Reviews.User(
                      "system:serviceaccount:monitoring:prometheus",
                      "uid-3",
                      List.of("system:authenticated"),
                      Map.of("scopes", List.of("all"))),
                  "get",
                  "/metrics"))
          .isFalse();

      REVIEWS.same("token", api.made().get(0));
      REVIEWS.same("access", api.made().get(1));
    }
  }
}
