package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;

/** What rsync over ssh does for a ReplicationSource: connect and send. */
final class SshSource {
  static final MoverSide<SshSourceSection, SshStatus> SIDE =
      MoverSide.of(SshSourceSection.class, Group.VOLUME, Group.BLOCK, Group.POD)
          .status(SshStatus.class, progress -> SshStatus.after(progress, Container.SEND))
          .announces(SshKeys.OF_SOURCE::announced)
          .requires(SshSource::requirements)
          .plan(SshSource::plan);

  private SshSource() {}

  private static Requirements requirements(SshSourceSection section) {
    Requirements.Builder requirements =
        SshKeys.OF_SOURCE.require(section.sshKeys(), section.keyType());
    Container.checkAddress(requirements, section.address());
    Container.checkPort(requirements, section.port());
    Container.warnOfIdle(requirements, section.path(), section.sshUser());
    requirements.warn(
        section.serviceType().orElse("").isBlank(),
        "serviceType",
        "has no effect, a source connects and has no Service; remove it");
    return requirements.build();
  }

  private static Plan plan(Run<SshSourceSection, SshStatus> run) {
    SshSourceSection section = run.section();
    Plan.Builder plan = Container.send(Container.SSH);
    SshKeys.OF_SOURCE.mount(plan, section.sshKeys());
    plan.env("DESTINATION_ADDRESS", section.address().orElseThrow());
    section.port().ifPresent(port -> plan.env("DESTINATION_PORT", Integer.toString(port)));
    section.tuning().set(plan);
    return plan.failOnWarning(section.failOnWarning().orElse(false)).build();
  }
}
