package backube.scribe.core.dialect;

import java.util.Map;
import java.util.Set;

/**
 * The conventions of a dialect.
 *
 * @param origin under which shared stores file the data (restic: the host)
 * @param defaults what an absent field of a section is taken for, where that is not the mover's own
 *     default; by {@code MOVER.FIELD}, for choices and switches
 * @param vocabulary of the condition {@code Synchronizing}
 * @param exclusiveIdentity whether a resource that would file its data under the identity of
 *     another one is refused; else it is warned
 * @param placesForMovers whether the status has a place for what a mover tells, empty at first,
 *     from the moment that the mover is known
 * @param serverCapabilities what a mover that asks for all of these, and maybe for more, may do
 *     where the namespace neither allows movers anything special nor enforces that they give up
 *     everything; empty for nothing
 */
public record Conventions(
    String origin,
    Map<String, String> defaults,
    Vocabulary vocabulary,
    boolean exclusiveIdentity,
    boolean placesForMovers,
    Set<String> serverCapabilities) {
  /** Our own. Data is filed as VolSync files it, so that existing repositories go on. */
  public static final Conventions SCRIBE =
      new Conventions("volsync", Map.of(), Vocabulary.PRECISE, true, false, Set.of());

  public Conventions {
    defaults = Map.copyOf(defaults);
    serverCapabilities = Set.copyOf(serverCapabilities);
  }
}
