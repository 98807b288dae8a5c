/**
 * Folders as volumes: a claim is a folder of the user's, a copy or an image is a copy of one. Here
 * the port {@link backube.scribe.core.volume.Volumes} is implemented; {@link
 * backube.scribe.local.folder.Claims} says which folder a PersistentVolumeClaim is.
 */
@NullMarked
package backube.scribe.local.folder;

import org.jspecify.annotations.NullMarked;
