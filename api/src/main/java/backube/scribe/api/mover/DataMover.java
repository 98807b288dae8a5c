package backube.scribe.api.mover;

import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * One way to move data: the extension that a plugin offers.
 *
 * <p>Stateless. Every method returns the same each time it is called, does no input or output and
 * returns quickly.
 */
public interface DataMover extends ExtensionPoint {
  /**
   * Field of the section under {@code spec} and {@code status}: a lower-case letter followed by
   * letters and digits, at most 30 characters, such as {@code restic}.
   */
  String name();

  /** Container image that runs its steps, unless the installation names another. */
  String image();

  /** What it does for a ReplicationSource; empty if it can't. */
  default Optional<MoverSide<?, ?>> source() {
    return Optional.empty();
  }

  /** What it does for a ReplicationDestination; empty if it can't. */
  default Optional<MoverSide<?, ?>> destination() {
    return Optional.empty();
  }
}
