package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import java.nio.file.Path;

/**
 * A mover that is ready for use.
 *
 * @param name its field under {@code spec}
 * @param mover the extension
 * @param pluginId id of the plugin that brought it
 * @param version version of that plugin
 * @param file the plugin's jar
 */
public record InstalledMover(
    String name, DataMover mover, String pluginId, String version, Path file) {
  /** The same with another image than the one that it names. */
  InstalledMover withImage(String image) {
    DataMover other = new ResolvedMover(name, image, mover.source(), mover.destination());
    return new InstalledMover(name, other, pluginId, version, file);
  }
}
