package backube.scribe.kubernetes.object;

import backube.scribe.core.world.EffectFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;

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

  /** The API server's own words, which name the quota, the admission rule or the field. */
  public static String reason(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? e.getStatus().getMessage()
        : String.valueOf(e.getMessage());
  }
}
