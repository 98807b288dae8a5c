package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes wrong between volumes and remotes, as the terminal tells it; and rclone's own S3. */
@Execution(ExecutionMode.CONCURRENT)
class RcloneTest {
  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Remote remote = rig.remote("remote");

  @AfterEach
  void close() {
    rig.close();
  }

  /** One sync, with one try, of movers that may reach the remote. */
  private Told sync(Resource about) {
    return Told.bySync(rig, about, "--share", remotes(), "--tries", "1");
  }

  private String remotes() {
    return rig.path("repositories").toString();
  }

  @Test
  void aMissingSectionIsNamed() {
    rig.volume("photos").write("one", "precious");
    rig.apply(remote.source("photos", "once").replace("Section: store", "Section: stroe"));

    sync(source("photos"))
        .refused(1, "Misconfigured", "rclone.conf has no section 'stroe'; it has: store");
  }

  @Test
  void aFullVolumeIsNamed() {
    Volume photos = rig.volume("photos");
    photos.run("head -c 6M /dev/urandom >large");
    rig.apply(remote.source("photos", "once"));
    sync(source("photos")).well();
    rig.volume("restored");
    rig.apply(remote.destination("restored", "once"));
    try (SmallDisk disk = SmallDisk.at(rig.path("volumes/restored"), "4m")) {
      sync(destination("restored"))
          .refused(1, "OutOfSpace", "the data volume is full", "remaining disk space");
      disk.grow("40m");
      sync(destination("restored")).well();
      assertThat(rig.volume("restored").exists("large")).isTrue();
    }
  }

  @Test
  void whatWasKilledInTheMiddleIsNotTakenAndIsFinishedLater() {
    Volume photos = rig.volume("photos");
    photos.write("one", "precious");
    rig.apply(remote.source("photos", "once"));
    StopPoint point = rig.stopAt("during-sync");
    rig.process().start("sync", "photos", "--share", remotes(), "--tries", "1");
    point.awaitReached();
    rig.process().kill();
    point.kill(StopPoint.Victim.ENTRY_SCRIPT);
    rig.command().with("SCRIBE_STOP_POINT", "");

    rig.volume("restored");
    rig.apply(remote.destination("restored", "once"));
    sync(destination("restored"))
        .refused(1, "SourceIncomplete", "the source is writing since", "whenIncomplete: Continue");

    Told.bySync(rig, source("photos"), "--share", remotes()).well();
    sync(destination("restored")).well();
    assertThat(rig.volume("restored").read("one")).isEqualTo("precious");
  }

  @Test
  void goesToS3AndBack() throws Exception {
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    odd.run("rm -r deep"); // S3 takes no names longer than 1024 bytes
    List<String> before = odd.listing();
    Remote bucket = new Remote("remote", "bucket/odd");
    try (RcloneS3 server = RcloneS3.in(rig.path("repositories"))) {
      rig.apply(Remote.manifest("remote", server.section()));
      rig.apply(bucket.source("odd", "once", "verify: true"));
      sync(source("odd")).well();
      Volume restored = rig.volume("restored");
      rig.apply(bucket.destination("restored", "once", "verify: true"));
      sync(destination("restored")).well();
      restored.assertHolds(before);

      rig.apply(Remote.manifest("remote", server.section("another key")));
      rig.apply(bucket.source("odd", "twice"));
      sync(source("odd")).refused(1, "WrongCredentials", "section store");
    }
  }
}
