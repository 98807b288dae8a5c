package backube.scribe.local.wiring;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.state.StatePaths;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a user can decide about an embedded engine.
 *
 * @param paths of the state folder, which must be held
 * @param plugins folders with movers
 * @param tools folders with programs for movers, searched before the system's
 * @param shared folders that every mover may write to
 * @param anybodysFiles whether a source may have owners that can't be kept
 * @param maxRuns most runs at a time; 0 for no limit
 * @param only the one resource to look at; empty for all of them
 * @param environment of the process
 * @param uids makes a new uid at each call
 * @param random where generated secrets come from
 */
public record EngineSettings(
    StatePaths paths,
    ManifestIndex manifests,
    List<Path> plugins,
    List<Path> tools,
    List<Path> shared,
    boolean anybodysFiles,
    int maxRuns,
    Optional<ResourceKey> only,
    Patience patience,
    Map<String, String> environment,
    Clock clock,
    Supplier<String> uids,
    SecureRandom random) {
  public EngineSettings {
    plugins = List.copyOf(plugins);
    tools = List.copyOf(tools);
    shared = List.copyOf(shared);
    environment = Map.copyOf(environment);
  }
}
