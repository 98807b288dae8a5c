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
    String name, DataMover mover, String pluginId, String version, Path file) {}
