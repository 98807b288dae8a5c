package backube.scribe.movers.rclone;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a file counts as unchanged and is not copied again. */
enum Compare {
  @JsonProperty("Checksum")
  CHECKSUM("Checksum"),
  @JsonProperty("SizeAndTime")
  SIZE_AND_TIME("SizeAndTime");

  private final String text;

  Compare(String text) {
    this.text = text;
  }

  /** As sections and the container write it. */
  String text() {
    return text;
  }
}
