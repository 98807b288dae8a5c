package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a volume is for those who use it. */
public enum VolumeMode {
  /** A folder. */
  @JsonProperty("Filesystem")
  FILESYSTEM,
  /** A raw block device. */
  @JsonProperty("Block")
  BLOCK
}
