package backube.scribe.kubernetes.endpoint;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks by TokenReview and SubjectAccessReview. */
public final class ClusterReviews implements Reviews {
  private final KubernetesClient client;

  public ClusterReviews(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<User> user(String token) {
    TokenReview asked = new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build();
    TokenReview review = client.resource(asked).create();
    return Boolean.TRUE.equals(review.getStatus().getAuthenticated())
        ? Optional.of(user(review.getStatus().getUser()))
        : Optional.empty();
  }

  private static User user(UserInfo info) {
    return new User(
        info.getUsername(),
        info.getUid() == null ? "" : info.getUid(),
        info.getGroups() == null ? List.of() : info.getGroups(),
        info.getExtra() == null ? Map.of() : info.getExtra());
  }

  @Override
  public boolean allowed(User user, String verb, String path) {
    SubjectAccessReview asked =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user.name())
            .withUid(user.uid())
            .withGroups(user.groups())
            .withExtra(user.extra())
            .withNewNonResourceAttributes(path, verb)
            .endSpec()
            .build();
    return Boolean.TRUE.equals(client.resource(asked).create().getStatus().getAllowed());
  }
}
