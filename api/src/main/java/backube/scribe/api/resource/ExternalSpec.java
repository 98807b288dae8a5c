package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands a resource to another controller, which alone writes {@code status.external}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExternalSpec(@Nullable String provider, @Nullable Map<String, String> parameters) {}
