package backube.scribe.movers.rsync;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import java.util.Optional;
import org.pf4j.Extension;

/** Replicates volumes with rsync over TLS with a pre-shared key. */
@Extension
public final class RsyncTlsMover implements DataMover {
  @Override
  public String name() {
    return "rsyncTLS";
  }

  @Override
  public String image() {
    return Container.IMAGE;
  }

  @Override
  public Optional<MoverSide<?, ?>> source() {
    return Optional.of(TlsSource.SIDE);
  }

  @Override
  public Optional<MoverSide<?, ?>> destination() {
    return Optional.of(TlsDestination.SIDE);
  }
}
