package backube.scribe.e2e.fence.bad.core.sync;

/** A name without meaning. */
final class VolumeHelper {}
