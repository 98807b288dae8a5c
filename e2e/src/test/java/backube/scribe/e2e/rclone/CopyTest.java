package backube.scribe.e2e.rclone;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A volume goes to a remote and from there to another volume. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CopyTest {
  @Test
  void bringsBackEveryKindOfFileAndThenWhatHasChanged(Rig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    odd.run("rm -r deep"); // S3 takes no names longer than 1024 bytes
    List<String> before = odd.listing();
    rig.apply(remote.source("odd", "first"));
    rig.controller().start();
    Status saved = scenario.awaitSynced(source("odd"), "first");

    assertThat(saved.warning()).isEmpty();
    assertThat(saved.logs()).containsPattern("Transferred:.*100%").contains("Rclone completed in");
    assertThat(saved.mover("rclone").at("/lastCopied/filesTransferred").asInt())
        .isPositive()
        .isEqualTo(saved.mover("rclone").at("/lastCopied/filesTotal").asInt());
    assertThat(odd.listing()).as("the source, untouched").isEqualTo(before);

    Volume restored = rig.volume("restored");
    restored.write("of another time", "to be deleted");
    rig.apply(remote.destination("restored", "first", "verify: true"));
    Status back = scenario.awaitSynced(destination("restored"), "first");
    assertThat(back.warning()).isEmpty();
    restored.assertHolds(before);

    odd.run(
        """
        rm -r names links/relative many/03
        echo more >>big/repeats
        mkdir links/relative; echo below >links/relative/a; ln many/05/file-005 many/05/linked
        rm -r empty/folder; echo a file now >empty/folder
        chmod 600 many/04/file-004; touch -d 2001-02-03T04:05:06.789 many/06
        """);
    List<String> after = odd.listing();
    rig.apply(remote.source("odd", "second"));
    Status second = scenario.awaitSynced(source("odd"), "second");
    assertThat(second.mover("rclone").at("/lastCopied/filesTransferred").asInt())
        .as("the changed one, three new names")
        .isEqualTo(4);
    rig.apply(remote.destination("restored", "second"));
    scenario.awaitSynced(destination("restored"), "second");
    restored.assertHolds(after);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void anEmptySourceEmptiesNoRemote(Rig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume photos = rig.volume("photos");
    photos.write("one", "precious");
    rig.apply(remote.source("photos", "first"));
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");
    photos.delete("one");
    rig.apply(remote.source("photos", "second"));
    scenario.await(
        source("photos"),
        "to say that the source is empty",
        status ->
            status.reason().equals("Retrying")
                && status.message().contains("the source is empty, and the remote is not"));

    Volume restored = rig.volume("restored");
    rig.apply(remote.destination("restored", "first"));
    scenario.awaitSynced(destination("restored"), "first");
    assertThat(restored.read("one")).isEqualTo("precious");
  }

  @Test
  void aMissingRemoteIsNoSilentSuccess(Rig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume restored = rig.volume("restored");
    restored.write("mine", "precious");
    rig.apply(remote.destination("restored", "first"));
    rig.controller().start();
    Status status = scenario.awaitReason(destination("restored"), "NoRepository");
    assertThat(status.message()).contains("there is nothing at store:");
    assertThat(status.lastManualSync()).isEmpty();
    assertThat(restored.read("mine")).isEqualTo("precious");
  }
}
