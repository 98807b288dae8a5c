package backube.scribe.movers.restic;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code changeDetection}: when a file counts as unchanged and is not read again. */
record ChangeDetection(
    @JsonPropertyDescription(
            "Strict: size, mtime, ctime and inode are unchanged. SizeAndTime: size and mtime are."
                + " Auto: SizeAndTime for copies, which have new inodes and ctimes each time, and"
                + " Strict for volumes that are read directly. Default: Auto.")
        Optional<Mode> mode,
    @Rule(minimum = 0)
        @JsonPropertyDescription(
            "With SizeAndTime, days after which one backup reads every file, to catch changes that"
                + " keep size and mtime. 0: never. Default: 30.")
        Optional<Integer> fullReadIntervalDays) {

  /** What is compared. */
  enum Mode {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("Strict")
    STRICT,
    @JsonProperty("SizeAndTime")
    SIZE_AND_TIME
  }
}
