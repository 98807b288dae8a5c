package backube.scribe.movers.rsync;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import java.util.Optional;
import org.pf4j.Extension;

/** Replicates volumes with rsync over ssh. */
@Extension
public final class RsyncMover implements DataMover {
  @Override
  public String name() {
    return "rsync";
  }

  @Override
  public String image() {
    return Container.IMAGE;
  }

  @Override
  public Optional<MoverSide<?, ?>> source() {
    return Optional.of(SshSource.SIDE);
  }

  @Override
  public Optional<MoverSide<?, ?>> destination() {
    return Optional.of(SshDestination.SIDE);
  }
}
