package backube.scribe.movers.restic;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code check}: verification of the repository. */
record CheckSection(
    @Rule(minimum = 0)
        @JsonPropertyDescription("Days between checks. 0: after every backup. Default: 7.")
        Optional<Integer> intervalDays,
    @Rule(maxLength = Part.LONGEST, pattern = Part.PATTERN, expected = Part.EXPECTED)
        @JsonPropertyDescription(
            "How much of the stored data each check reads back, such as 10%. The checks take turns:"
                + " the next one reads the next part, until all has been read. Default: none, only"
                + " the structure is checked.")
        Optional<String> readDataSubset) {}
