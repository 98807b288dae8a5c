package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any mover's section where the CRD can't be changed; validated by the controller alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PluginSpec(@Nullable String mover, Map<String, @Nullable Object> config) {
  public PluginSpec {
    config = Json.copy(config);
  }
}
