/**
 * YAML with line numbers, read by SnakeYAML's composer and written by its emitter, without any
 * mapping to objects: the command line reads state and manifests this way because it starts
 * quickly. Used for manifests and for the state folder.
 */
@NullMarked
package backube.scribe.local.yaml;

import org.jspecify.annotations.NullMarked;
