/**
 * The rsync movers: replicate a volume to another one, over ssh ({@link
 * backube.scribe.movers.rsync.RsyncMover}) or over TLS ({@link
 * backube.scribe.movers.rsync.RsyncTlsMover}). The destination listens, the source connects.
 *
 * <p>Sections become plans for the steps of the container ({@code image/}), which both share.
 * Nothing here opens a connection or sees a key. Uses {@code api} only.
 */
@NullMarked
package backube.scribe.movers.rsync;

import org.jspecify.annotations.NullMarked;
