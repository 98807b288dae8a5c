package backube.scribe.core.plugin;

/**
 * A plugin that was not loaded.
 *
 * @param file name of its jar
 * @param message what is wrong with it and what would fit
 */
public record RefusedPlugin(String file, String message) {}
