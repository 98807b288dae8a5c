/**
 * Ordinary Kubernetes manifests as the embedded engine's API: which resources, volumes, claims,
 * Secrets and ConfigMaps there are. Strict: whatever is not understood is a {@link
 * backube.scribe.local.manifest.Problem} that names the file, the document, the field and what
 * would be right, and the rest is used as if it were not there. Values of Secrets are not kept; the
 * file is read again when a run needs them. Uses SnakeYAML's composer alone, so that the command
 * line starts quickly. Called by the store and the loop.
 */
@NullMarked
package backube.scribe.local.manifest;

import org.jspecify.annotations.NullMarked;
