package backube.scribe.kubernetes.run;

import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an attempt finds where it is to run; looked up when it is made.
 *
 * @param claim name of the data volume's claim; empty if the attempt needs no data
 * @param readOnly whether the data volume can't be written
 * @param leave what the namespace lets movers do
 * @param account ServiceAccount of the pod
 * @param pullSecrets Secrets of the controller with which its image is pulled
 * @param owner whose files the volume holds, as far as its pods tell or once told
 * @param place where the volume is in use already
 * @param proxies of the controller, by the upper-case name of the variable
 * @param debug whether the mover waits instead of working
 */
record Site(
    Optional<String> claim,
    boolean readOnly,
    Leave leave,
    String account,
    List<String> pullSecrets,
    Workload owner,
    Place place,
    Map<String, String> proxies,
    boolean debug) {

  /** What a namespace lets movers do. */
  enum Leave {
    /** What full metadata needs: an administrator asked for it. */
    PRIVILEGED,
    /** Nothing special. */
    ORDINARY,
    /** It refuses pods that do not give up everything: Pod Security level {@code restricted}. */
    RESTRICTED
  }

  /**
   * The node on which a volume that only one node can mount is in use.
   *
   * @param selector labels of the node; empty if anywhere
   * @param tolerations of the pod that uses it
   */
  record Place(Map<String, String> selector, List<Toleration> tolerations) {
    static final Place ANYWHERE = new Place(Map.of(), List.of());
  }
}
