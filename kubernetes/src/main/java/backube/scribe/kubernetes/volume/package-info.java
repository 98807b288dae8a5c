/**
 * Volumes of the cluster: PersistentVolumeClaims, their clones and CSI snapshots. What is built and
 * what state it is in is decided by classes without a client, {@link
 * backube.scribe.kubernetes.volume.ClaimBuilder} and {@link
 * backube.scribe.kubernetes.volume.VolumeState}; those with one talk to the API server.
 */
@NullMarked
package backube.scribe.kubernetes.volume;

import org.jspecify.annotations.NullMarked;
