package backube.scribe.kubernetes.object;

import backube.scribe.core.world.EffectFailed;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** What the API server refused, in words for the user. */
public final class Refused {
  private Refused() {}

  /**
   * An effect that failed.
   *
   * @param what could not be done
   */
  public static EffectFailed with(String what, KubernetesClientException e) {
    return new EffectFailed(what + ": " + reason(e), e);
  }

  /** Whether the namespace is being deleted, in which nothing can be made any more. */
  public static boolean byVanishingNamespace(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(Status::getDetails)
        .map(StatusDetails::getCauses)
        .orElse(List.of())
        .stream()
        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  /** Whether the object is gone, or is another one or of another version than was meant. */
  public static boolean asOutdated(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
        || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  /**
   * The API server's own words, which name the quota, the admission rule or the field; those of the
   * network if there was no answer.
   */
  public static String reason(Throwable e) {
    for (Throwable inner = e; inner != null; inner = inner.getCause()) {
      if (inner instanceof KubernetesClientException said
          && said.getStatus() != null
          && said.getStatus().getMessage() != null) {
        return said.getStatus().getMessage();
      }
      if (inner instanceof IOException && tells(inner)) {
        return inner.toString();
      }
    }
    return String.valueOf(e.getMessage());
  }

  /** One without words that only wraps another one does not. */
  private static boolean tells(Throwable network) {
    return network.getMessage() != null || network.getClass() != IOException.class;
  }

  /** The same with the address of who said it, or did not answer. */
  public static String reason(Throwable e, KubernetesClient by) {
    return "the API server %s: %s".formatted(by.getMasterUrl(), reason(e));
  }
}
