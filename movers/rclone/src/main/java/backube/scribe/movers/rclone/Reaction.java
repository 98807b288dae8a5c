package backube.scribe.movers.rclone;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a sync does that finds less than there should be. */
enum Reaction {
  @JsonProperty("Fail")
  FAIL("Fail"),
  @JsonProperty("Continue")
  CONTINUE("Continue");

  private final String text;

  Reaction(String text) {
    this.text = text;
  }

  /** As sections and the container write it. */
  String text() {
    return text;
  }
}
