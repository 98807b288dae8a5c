package backube.scribe.movers.rclone;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import java.util.Optional;
import org.pf4j.Extension;

/** The extension that the plugin offers. */
@Extension
public final class RcloneMover implements DataMover {
  /** The image of this version of the plugin; the container contract binds the two. */
  static final String IMAGE = "quay.io/backube/scribe-mover-rclone:0.1.0";

  @Override
  public String name() {
    return "rclone";
  }

  @Override
  public String image() {
    return IMAGE;
  }

  @Override
  public Optional<MoverSide<?, ?>> source() {
    return Optional.of(Source.SIDE);
  }

  @Override
  public Optional<MoverSide<?, ?>> destination() {
    return Optional.of(Destination.SIDE);
  }
}
