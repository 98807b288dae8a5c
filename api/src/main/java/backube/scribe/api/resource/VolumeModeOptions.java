package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** What kind of volume is made for a destination, of movers that understand both. */
public record VolumeModeOptions(
    @JsonPropertyDescription(
            "Mode of the volume that is made: Filesystem, the default, or Block. It has to be that of"
                + " the source; without a meaning where destinationPVC is set.")
        Optional<String> volumeMode) {}
