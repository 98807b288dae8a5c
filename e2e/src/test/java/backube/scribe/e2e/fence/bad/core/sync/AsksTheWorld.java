package backube.scribe.e2e.fence.bad.core.sync;

import java.time.Instant;
import java.util.function.Supplier;

/** Time and environment from thin air, once by call and once by reference. */
final class AsksTheWorld {
  Supplier<Instant> clock = Instant::now;

  String home() {
    return System.getenv("HOME");
  }
}
