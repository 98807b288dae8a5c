package backube.scribe.api.mover;

/**
 * A key of an object that the steps see as a read-only file.
 *
 * @param path absolute, in a directory that holds nothing else, such as {@code
 *     /credentials/gcs.json}; several files may share one
 */
public record FileMount(Ref ref, String key, String path) {}
