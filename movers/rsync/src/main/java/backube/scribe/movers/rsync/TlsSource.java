package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;

/** What rsync over TLS does for a ReplicationSource: connect and send. */
final class TlsSource {
  static final MoverSide<TlsSourceSection, TlsStatus> SIDE =
      MoverSide.of(TlsSourceSection.class, Group.VOLUME, Group.BLOCK, Group.POD)
          .status(TlsStatus.class, progress -> TlsStatus.after(progress, Container.SEND))
          .announces(TlsStatus::announced)
          .requires(TlsSource::requirements)
          .plan(TlsSource::plan);

  private TlsSource() {}

  private static Requirements requirements(TlsSourceSection section) {
    Requirements.Builder requirements = Psk.require(section.keySecret());
    Container.checkAddress(requirements, section.address());
    Container.checkPort(requirements, section.port());
    return requirements.build();
  }

  private static Plan plan(Run<TlsSourceSection, TlsStatus> run) {
    TlsSourceSection section = run.section();
    Plan.Builder plan = Container.send(Container.TLS);
    Psk.mount(plan, section.keySecret());
    plan.env("DESTINATION_ADDRESS", section.address().orElseThrow());
    section.port().ifPresent(port -> plan.env("DESTINATION_PORT", Integer.toString(port)));
    section.tuning().set(plan);
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }
}
