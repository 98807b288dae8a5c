package backube.scribe.movers.rsync;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How data is compressed on its way. */
enum Compression {
  /** What both sides know best. */
  @JsonProperty("Auto")
  AUTO("auto"),
  @JsonProperty("Zstd")
  ZSTD("zstd"),
  @JsonProperty("Lz4")
  LZ4("lz4"),
  @JsonProperty("Zlib")
  ZLIB("zlib"),
  @JsonProperty("None")
  NONE("none");

  private final String text;

  Compression(String text) {
    this.text = text;
  }

  /** As the container knows it. */
  String text() {
    return text;
  }
}
