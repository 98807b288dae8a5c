package backube.scribe.kubernetes.process;

import backube.scribe.kubernetes.controller.ClusterController;
import backube.scribe.kubernetes.lead.Leadership;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the process is, as its probes tell it. */
final class State {
  private volatile @Nullable Leadership leadership;
  private volatile @Nullable ClusterController controller;
  private volatile String unready = "starting";

  void seeks(Leadership lease) {
    leadership = lease;
  }

  /** Another one works, so it stands by: nothing else can be asked of it. */
  void standsBy() {
    unready = "";
  }

  void starts() {
    unready = "the caches are being filled";
  }

  void works(ClusterController started) {
    controller = started;
    unready = "";
  }

  void ends() {
    controller = null;
    unready = "ending";
  }

  /** Why nothing is done yet, or any more. */
  Optional<String> unready() {
    return Optional.of(unready).filter(reason -> !reason.isEmpty());
  }

  /** What only a restart can heal. */
  Optional<String> stuck() {
    Leadership lease = leadership;
    if (lease != null && !lease.alive()) {
      return Optional.of("the lease is not asked for any more");
    }
    ClusterController works = controller;
    return works == null ? Optional.empty() : works.stuck();
  }
}
