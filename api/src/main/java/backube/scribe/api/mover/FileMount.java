package backube.scribe.api.mover;

/**
 * A key of an object that the steps see as a read-only file.
 *
 * @param path absolute, in a directory of its own, such as {@code /credentials/gcs.json}
 */
public record FileMount(Ref ref, String key, String path) {}
