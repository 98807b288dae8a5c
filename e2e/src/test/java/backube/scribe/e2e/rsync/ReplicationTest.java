package backube.scribe.e2e.rsync;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One volume becomes like another one, over ssh and over TLS. */
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplicationTest {
  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void bringsEveryKindOfFileAndThenWhatHasChanged(String mover, Rig rig, Scenario scenario) {
    Pair pair = new Pair(rig, scenario, mover);
    pair.site().fillWithSample();
    List<String> before = pair.site().listing();
    pair.receive("first");
    pair.mirror().write("of another time", "to be deleted");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.send("first", told);
    Status sent = pair.awaitSynced("first");
    assertThat(sent.warning()).isEmpty();
    assertThat(sent.logs()).containsPattern("sent [0-9,]+ bytes").contains("sync completed in");
    assertThat(sent.mover(mover).at("/lastTransfer/filesTransferred").asInt()).isPositive();
    assertThat(pair.site().listing()).as("the source, untouched").isEqualTo(before);
    pair.mirror().assertHolds(before);

    pair.site()
        .run(
            """
            rm -r names links/relative many/03 deep
            echo more >>big/repeats
            mkdir links/relative; echo below >links/relative/a; ln many/05/file-005 many/05/linked
            rm -r empty/folder; echo a file now >empty/folder
            chmod 600 many/04/file-004; touch -d 2001-02-03T04:05:06.789 many/06
            """);
    List<String> after = pair.site().listing();
    pair.receive("second");
    assertThat(pair.told()).as("where it listened before").isEqualTo(told(told, pair));
    pair.send("second", told, "verify: true");
    Status second = pair.awaitSynced("second");
    assertThat(second.mover(mover).at("/lastTransfer/filesTransferred").asInt()).isEqualTo(3);
    pair.mirror().assertHolds(after);
    assertThat(rig.leftovers()).isEmpty();
  }

  /** What it told before, beside its last transfer. */
  private static JsonNode told(JsonNode told, Pair pair) {
    return ((ObjectNode) told.deepCopy()).set("lastTransfer", pair.told().path("lastTransfer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void theDestinationMayComeLater(String mover, Rig rig, Scenario scenario) {
    Pair pair = new Pair(rig, scenario, mover);
    pair.site().write("letter", "patience");
    pair.receive("first");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.receive("first", true);
    scenario.awaitReason(destination("mirror"), "Paused");

    pair.send("first", told);
    scenario.await(
        source("site"),
        "to wait",
        status -> rig.log(source("site")).contains("Waiting for the destination"));
    pair.receive("first");
    pair.awaitSynced("first");
    assertThat(pair.mirror().read("letter")).isEqualTo("patience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void whoHasOtherKeysDoesNotGetInAndDisturbsNothing(String mover, Rig rig, Scenario scenario) {
    Pair pair = new Pair(rig, scenario, mover);
    pair.site().write("letter", "spam");
    pair.receive("first");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.sendWithKeysOfItsOwn("first", told);

    pair.awaitFailed("WrongCredentials", "cannot use the destination");
    assertThat(rig.status(destination("mirror")).reason()).isEqualTo("WaitingForPeer");
    assertThat(pair.mirror().listing()).hasSize(1);

    pair.send("first", told);
    pair.awaitSynced("first");
    assertThat(pair.mirror().read("letter")).isEqualTo("spam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void aSourceThatIsSuddenlyEmptyEmptiesNothing(String mover, Rig rig, Scenario scenario) {
    Pair pair = new Pair(rig, scenario, mover);
    pair.site().write("letter", "precious");
    pair.receive("first");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.send("first", told);
    pair.awaitSynced("first");

    pair.site().delete("letter");
    pair.receive("second");
    pair.told();
    pair.send("second", told);
    pair.awaitFailed("SourceIncomplete", "the source is empty; its destination is left as it is");
    assertThat(pair.mirror().read("letter")).isEqualTo("precious");

    pair.send("second", told, "whenEmpty: Continue");
    Status emptied = pair.awaitSynced("second");
    assertThat(emptied.warning()).contains("the source is empty");
    assertThat(pair.mirror().exists("letter")).isFalse();
  }
}
