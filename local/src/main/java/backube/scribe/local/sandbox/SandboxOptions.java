package backube.scribe.local.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How sandboxes are made on this machine.
 *
 * @param privileged whether movers get the capabilities that their plans ask for; true only if
 *     {@link SandboxCheck} found so
 * @param tools folders with programs for movers, such as restic, searched before the system's
 * @param shared folders that every mover may write to, under their own path
 * @param environment of the controller: proxies and the like are passed on
 */
public record SandboxOptions(
    boolean privileged, List<Path> tools, List<Path> shared, Map<String, String> environment) {
  public SandboxOptions {
    tools = List.copyOf(tools);
    shared = List.copyOf(shared);
    environment = Map.copyOf(environment);
  }
}
