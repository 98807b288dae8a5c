package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any mover's section where the CRD can't be changed; validated by the controller alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PluginSpec(
    @JsonPropertyDescription("Name of the mover.") @Nullable String mover,
    @JsonPropertyDescription("The mover's section, as it would stand under the mover's name.")
        Map<String, @Nullable Object> config) {
  public PluginSpec {
    config = Json.copy(config);
  }
}
