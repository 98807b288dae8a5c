package backube.scribe.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
  private static final ResourceKey KEY = new ResourceKey(Role.DESTINATION, "myns", "db");

  @TempDir Path folder;
  private Mailbox ours;
  private Mailbox theirs;

  @BeforeEach
  void open() {
    ours = new Mailbox(new StatePaths(folder));
    theirs = new Mailbox(new StatePaths(folder));
    ours.open();
  }

  @Test
  void aRequestIsAnsweredOnce() {
    theirs.send(new Mailbox.Letter("one", KEY));
    assertThat(theirs.take("one")).isEmpty();

    List<Mailbox.Letter> letters = ours.unanswered();
    assertThat(letters).containsExactly(new Mailbox.Letter("one", KEY));
    ours.answer(letters.get(0), new Mailbox.Answer("0042", "", ""));

    assertThat(ours.unanswered()).isEmpty();
    assertThat(theirs.take("one")).contains(new Mailbox.Answer("0042", "", ""));
    assertThat(theirs.take("one")).isEmpty();
    assertThat(folder.resolve("requests")).isEmptyDirectory();
  }

  @Test
  void aRefusalSaysWhy() {
    Mailbox.Answer answer = new Mailbox.Answer("", "MissingReference", "Secret \"repo\": none");
    ours.answer(new Mailbox.Letter("one", KEY), answer);

    assertThat(theirs.take("one")).contains(answer);
    assertThat(answer.taken()).isFalse();
  }

  @Test
  void aRequestCanBeTakenBack() {
    theirs.send(new Mailbox.Letter("one", KEY));

    theirs.withdraw("one");

    assertThat(ours.unanswered()).isEmpty();
  }

  @Test
  void whatCantBeUnderstoodIsDropped() throws IOException {
    Path file = Files.writeString(folder.resolve("requests/x.request.yaml"), "{kind: Pod}");

    assertThat(ours.unanswered()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void answersThatNobodyTookAreSweptAway() {
    ours.answer(new Mailbox.Letter("one", KEY), new Mailbox.Answer("1", "", ""));
    theirs.send(new Mailbox.Letter("two", KEY));

    ours.sweep(Instant.now().plusSeconds(60));

    assertThat(theirs.take("one")).isEmpty();
    assertThat(ours.unanswered()).hasSize(1);
  }
}
