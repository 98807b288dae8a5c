package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands a resource to another controller, which alone writes {@code status.external}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExternalSpec(
    @JsonPropertyDescription("Name of the controller that handles the resource, such as a domain.")
        @Nullable String provider,
    @JsonPropertyDescription("What that controller is told.")
        @Nullable Map<String, String> parameters) {}
