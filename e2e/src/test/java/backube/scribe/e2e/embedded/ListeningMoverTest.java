package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A third party's mover that listens on one machine: told where, waited for, and ended. */
@Execution(ExecutionMode.CONCURRENT)
class ListeningMoverTest {
  private final EmbeddedRig rig = EmbeddedRig.create();

  @BeforeEach
  void install() throws IOException {
    PluginFolder plugins = new PluginFolder(rig.path("plugins"));
    plugins.mail();
    rig.volume("inbox");
    inbox("manual: first", false);
    rig.process().start("run", "--retry-delay", "1", "--plugins", plugins.folder().toString());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void inbox(String trigger, boolean paused) {
    rig.apply(
        """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationDestination
        metadata:
          name: inbox
        spec:
          paused: %s
          trigger: {%s}
          mail: {copyMethod: Direct, destinationPVC: inbox}
        """
            .formatted(paused, trigger));
  }

  private void outbox(JsonNode told, String keys) {
    rig.apply(
        """
        apiVersion: scribe.backube/v1alpha1
        kind: ReplicationSource
        metadata:
          name: outbox
        spec:
          sourcePVC: outbox
          trigger: {manual: first}
          mail: {copyMethod: Direct, address: %s, port: %d, keys: %s}
        """
            .formatted(told.path("address").asText(), told.path("port").asInt(), keys));
  }

  private Status await(String what, Predicate<Status> condition) {
    return Await.until(what, () -> rig.status(destination("inbox")), condition, rig::diagnosis);
  }

  private JsonNode listening() {
    return await("the inbox to listen", status -> status.reason().equals("WaitingForPeer"))
        .json()
        .path("mail");
  }

  @Test
  void tellsItsPeerWhereItListensAndTakesWhatComes() {
    JsonNode told = listening();
    assertThat(told.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(told.path("keys").asText()).isEqualTo("scribe-mail-dst-peer-inbox");
    assertThat(rig.status(destination("inbox")).message())
        .startsWith("listens at 127.0.0.1, port " + told.path("port").asInt())
        .endsWith("this wait has no limit");

    rig.volume("outbox").write("letter", "hello");
    outbox(told, told.path("keys").asText());

    await("the letter to come", status -> status.lastManualSync().equals("first"));
    assertThat(rig.path("volumes/inbox/letter")).hasContent("hello\n");
    rig.awaitQuiet();
    assertThat(rig.leftovers()).isEmpty();

    inbox("manual: second", false);
    assertThat(listening()).as("where it listened before").isEqualTo(told);
  }

  @Test
  void aPeerWithAnotherKeyDoesNotGetInAndDisturbsNothing() {
    JsonNode told = listening();
    rig.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: wrong
        stringData: {token: guessed}
        """);
    rig.volume("outbox").write("letter", "spam");
    outbox(told, "wrong");
    Await.until(
        "the source to be refused",
        () -> rig.status(source("outbox")).result(),
        "Failed"::equals,
        rig::diagnosis);
    assertThat(rig.status(destination("inbox")).reason()).isEqualTo("WaitingForPeer");
    assertThat(rig.path("volumes/inbox")).isEmptyDirectory();
  }

  @Test
  void aPauseEndsItAndItListensAgainAfterwards() {
    JsonNode told = listening();
    inbox("manual: first", true);
    await("the pause", status -> status.reason().equals("Paused"));
    assertThat(rig.leftovers()).isEmpty();
    rig.awaitEvents(
        destination("inbox"),
        "ListeningEnded: the mover does not wait for the other side any more: spec.paused is true");
    inbox("manual: first", false);
    assertThat(listening()).isEqualTo(told);
  }

  @Test
  void itOutlivesItsControllerAndKeepsItsKeys() {
    JsonNode told = listening();
    rig.process().kill();
    rig.process().start("run", "--plugins", rig.path("plugins").toString());
    rig.volume("outbox").write("letter", "still there");
    outbox(told, told.path("keys").asText());
    await("the letter to come", status -> status.lastManualSync().equals("first"));
    assertThat(rig.path("volumes/inbox/letter")).hasContent("still there\n");
  }
}
