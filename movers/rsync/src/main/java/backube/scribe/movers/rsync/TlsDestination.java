package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;

/** What rsync over TLS does for a ReplicationDestination: listen and receive. */
final class TlsDestination {
  static final MoverSide<TlsDestinationSection, TlsStatus> SIDE =
      MoverSide.of(
              TlsDestinationSection.class, Group.VOLUME, Group.BLOCK, Group.POD, Group.ENDPOINT)
          .status(TlsStatus.class, progress -> TlsStatus.after(progress, Container.RECEIVE))
          .announces(TlsStatus::announced)
          .requires(TlsDestination::requirements)
          .plan(TlsDestination::plan);

  private TlsDestination() {}

  private static Requirements requirements(TlsDestinationSection section) {
    Requirements.Builder requirements = Psk.require(section.keySecret());
    Container.checkPort(requirements, section.port());
    return requirements.build();
  }

  private static Plan plan(Run<TlsDestinationSection, TlsStatus> run) {
    TlsDestinationSection section = run.section();
    Plan.Builder plan = Container.receive(Container.TLS, run.volume());
    Psk.mount(plan, section.keySecret());
    plan.capabilities("SETGID");
    return plan.listens(new Endpoint("rsync-tls", 8000, section.port().orElse(8000)))
        .failOnWarning(section.failOnWarning().orElse(false))
        .build();
  }
}
