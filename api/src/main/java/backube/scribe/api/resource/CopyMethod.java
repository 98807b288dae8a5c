package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a point-in-time copy of a source is made, or how a destination's result is kept. */
public enum CopyMethod {
  /** Work on the volume itself. */
  @JsonProperty("Direct")
  DIRECT,
  /** Older name of {@link #DIRECT}. */
  @JsonProperty("None")
  NONE,
  /** Clone the volume (sources only). */
  @JsonProperty("Clone")
  CLONE,
  /** Take a snapshot: of the source before the transfer, of the destination after it. */
  @JsonProperty("Snapshot")
  SNAPSHOT;

  /** Whether the mover works on the user's own volume. */
  public boolean direct() {
    return this == DIRECT || this == NONE;
  }
}
