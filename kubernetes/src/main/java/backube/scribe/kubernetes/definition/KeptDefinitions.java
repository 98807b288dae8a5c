package backube.scribe.kubernetes.definition;

import backube.scribe.core.crd.CrdComparison;
import backube.scribe.core.crd.CrdCompatibility;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the definitions of a cluster up to date. One that another release or other movers need as
 * it is stays: what it would lose, stored resources would lose, too.
 */
public final class KeptDefinitions {
  private static final Logger log = LoggerFactory.getLogger(KeptDefinitions.class);
  private static final int MOST_TOLD = 5;

  private final InstalledDefinitions installed;

  public KeptDefinitions(InstalledDefinitions installed) {
    this.installed = installed;
  }

  /** What became of a definition. */
  enum Outcome {
    /** There was none of its name. */
    MADE,
    /** It was behind. */
    CHANGED,
    /** It is as it should be. */
    SAME,
    /** It has more than it would have. */
    LEFT,
    /** The cluster refused; a controller whose resources are defined works all the same. */
    REFUSED
  }

  /**
   * Does so with each of them; whatever is wrong with one is told and keeps nobody from working.
   */
  public List<Outcome> keep(List<ObjectNode> definitions) throws InterruptedException {
    Outcome[] outcomes = new Outcome[definitions.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = keep(definitions.get(i));
    }
    return List.of(outcomes);
  }

  private Outcome keep(ObjectNode wanted) throws InterruptedException {
    String name = wanted.at("/metadata/name").asText();
    try {
      return keep(name, wanted, installed.find(name));
    } catch (DefinitionRefused refused) {
      log.error(
          "the definition {} can't be kept up to date: {}; give the controller's ServiceAccount the"
              + " right to get, create and patch it (manageCRDs=controller of the chart does), or"
              + " install it by hand: scribe crds render | kubectl apply --server-side -f -",
          name,
          refused.message());
      return Outcome.REFUSED;
    }
  }

  private Outcome keep(String name, ObjectNode wanted, Optional<JsonNode> found)
      throws InterruptedException {
    if (found.isEmpty()) {
      installed.apply(wanted);
      log.info("the definition {} is installed", name);
      return Outcome.MADE;
    }
    List<String> differences = CrdComparison.of(wanted, found);
    if (differences.isEmpty()) {
      return Outcome.SAME;
    }
    List<String> losses = CrdCompatibility.losses(wanted, found.get());
    if (!losses.isEmpty()) {
      log.warn(
          "the definition {} stays as it is, because this controller's would take away what stored"
              + " resources may have: {}; install the movers and the release that have it, or, if"
              + " nothing uses it: scribe crds render | kubectl apply --server-side"
              + " --force-conflicts -f -",
          name,
          told(losses));
      return Outcome.LEFT;
    }
    installed.apply(wanted);
    log.info("the definition {} is brought up to date: {}", name, told(differences));
    return Outcome.CHANGED;
  }

  private static String told(List<String> lines) {
    String first = String.join("; ", lines.subList(0, Math.min(MOST_TOLD, lines.size())));
    int more = lines.size() - MOST_TOLD;
    return more > 0 ? first + "; and " + more + " more" : first;
  }
}
