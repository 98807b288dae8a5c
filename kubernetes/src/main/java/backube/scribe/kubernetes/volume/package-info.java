/**
 * Volumes of the cluster: PersistentVolumeClaims, their clones and CSI snapshots. What is built and
 * what state it is in is decided by pure functions; {@link
 * backube.scribe.kubernetes.volume.ClusterVolumes} talks to the API server.
 */
@NullMarked
package backube.scribe.kubernetes.volume;

import org.jspecify.annotations.NullMarked;
