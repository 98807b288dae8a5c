package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;

/** What rsync over ssh does for a ReplicationDestination: listen and receive. */
final class SshDestination {
  static final MoverSide<SshDestinationSection, SshStatus> SIDE =
      MoverSide.of(
              SshDestinationSection.class, Group.VOLUME, Group.BLOCK, Group.POD, Group.ENDPOINT)
          .status(SshStatus.class, progress -> SshStatus.after(progress, Container.RECEIVE))
          .announces(SshKeys.OF_DESTINATION::announced)
          .requires(SshDestination::requirements)
          .plan(SshDestination::plan);

  private SshDestination() {}

  private static Requirements requirements(SshDestinationSection section) {
    Requirements.Builder requirements =
        SshKeys.OF_DESTINATION.require(section.sshKeys(), section.keyType());
    Container.checkPort(requirements, section.port());
    Container.warnOfIdle(requirements, section.path(), section.sshUser());
    requirements.check(
        section.address().isEmpty(),
        Container.ADDRESS,
        "a destination listens, and its source connects; leave it out here");
    return requirements.build();
  }

  private static Plan plan(Run<SshDestinationSection, SshStatus> run) {
    SshDestinationSection section = run.section();
    Plan.Builder plan = Container.receive(Container.SSH, run.volume());
    SshKeys.OF_DESTINATION.mount(plan, section.sshKeys());
    plan.capabilities(
        "SETGID", "SETUID", "SYS_CHROOT", "AUDIT_WRITE"); // sshd separates its privileges
    return plan.listens(new Endpoint("ssh", 8022, section.port().orElse(22)))
        .failOnWarning(section.failOnWarning().orElse(false))
        .build();
  }
}
