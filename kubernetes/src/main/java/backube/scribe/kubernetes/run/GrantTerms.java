package backube.scribe.kubernetes.run;

import java.util.List;
import java.util.Optional;

/**
 * What an administrator grants movers beyond their resource.
 *
 * @param namespace of the controller, where pull secrets are
 * @param pullSecrets with which movers' images are pulled
 * @param privilegedRole ClusterRole that privileged movers need where the cluster admits pods by
 *     what their ServiceAccount may use; empty where it does not
 */
public record GrantTerms(
    String namespace, List<String> pullSecrets, Optional<String> privilegedRole) {
  /** Nothing. */
  public static final GrantTerms NOTHING = new GrantTerms("", List.of(), Optional.empty());

  public GrantTerms {
    pullSecrets = List.copyOf(pullSecrets);
  }
}
