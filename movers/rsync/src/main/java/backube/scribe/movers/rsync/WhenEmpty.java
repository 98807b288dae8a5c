package backube.scribe.movers.rsync;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a source that holds nothing. */
enum WhenEmpty {
  /** The sync fails: the volume may not be the one that was meant. */
  @JsonProperty("Fail")
  FAIL("Fail"),
  /** The destination is emptied, too. */
  @JsonProperty("Continue")
  CONTINUE("Continue");

  private final String text;

  WhenEmpty(String text) {
    this.text = text;
  }

  /** As sections and the container write it. */
  String text() {
    return text;
  }
}
