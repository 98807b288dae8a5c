package backube.scribe.kubernetes.controller;

import backube.scribe.core.sync.Patience;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.run.GrantTerms;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an administrator can decide about a controller.
 *
 * @param plugins folders with movers
 * @param maxMovers most runs at a time, of whatever dialect; 0 for no limit; empty for the limit
 *     that each dialect has by default
 * @param volsync whether VolSync's group is served too
 * @param grants what movers are granted beyond their resource
 * @param instance name of this process
 * @param environment of the process
 * @param random where generated secrets come from
 */
public record ControllerSettings(
    List<Path> plugins,
    OptionalInt maxMovers,
    boolean volsync,
    GrantTerms grants,
    String instance,
    Patience patience,
    Map<String, String> environment,
    Clock clock,
    SecureRandom random) {
  public ControllerSettings {
    plugins = List.copyOf(plugins);
    environment = Map.copyOf(environment);
  }

  /** Those that are served. */
  public List<Dialect> dialects() {
    return volsync ? List.of(Dialect.SCRIBE, Dialect.VOLSYNC) : List.of(Dialect.SCRIBE);
  }
}
