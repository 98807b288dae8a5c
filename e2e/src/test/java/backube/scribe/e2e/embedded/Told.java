package backube.scribe.e2e.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.tool.Shell;

/** How a sync ended, as its user learns it: on the terminal, and later from the condition. */
record Told(Resource about, Shell.Ended ended, Status status) {
  /** Syncs a resource to the end. */
  static Told bySync(EmbeddedRig rig, Resource about, String... options) {
    Shell.Ended ended = rig.sync(about.name(), options);
    return new Told(about, ended, rig.status(about));
  }

  /** Nothing went wrong. */
  Told well() {
    assertThat(ended.code()).as(ended.err()).isZero();
    return this;
  }

  /**
   * It did not work, and both the terminal and the condition say why.
   *
   * @param words parts of the message
   */
  Told refused(int code, String reason, String... words) {
    String name = about.kind().text() + " default/" + about.name();
    onTerminal(code, words);
    assertThat(ended.err()).contains("scribe: " + name + ": " + reason + ": ");
    assertThat(status.condition("Synchronizing").orElseThrow().status()).isFalse();
    assertThat(status.reason()).isEqualTo(reason);
    assertThat(status.message()).contains(words);
    return this;
  }

  /** It did not work, and the terminal says why: there is no condition, or it says other things. */
  Told onTerminal(int code, String... words) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.err())
        .contains(words)
        .as("no stack trace")
        .doesNotContainPattern("(?m)^\\s+at \\S+\\(|Exception");
    return this;
  }
}
