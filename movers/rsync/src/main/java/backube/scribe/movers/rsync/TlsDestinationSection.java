package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code spec.rsyncTLS} of a ReplicationDestination. */
record TlsDestinationSection(
    @JsonPropertyDescription(
            "Secret whose key psk.txt is a line IDENTITY:HEX of the pre-shared key. Absent: a key is"
                + " generated.")
        Optional<String> keySecret,
    @Rule(minimum = 0, maximum = 65_535)
        @JsonPropertyDescription("Port at which the source connects. Default: 8000.")
        Optional<Integer> port,
    @JsonPropertyDescription("Whether a sync that ends with a warning has failed. Default: false.")
        Optional<Boolean> failOnWarning) {}
