package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The desired state of a {@link ReplicationDestination}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationDestinationSpec(
    @JsonProperty("trigger") @JsonPropertyDescription("When to sync. Absent: continuously.")
        @Nullable Trigger trigger,
    @JsonProperty("paused")
        @JsonPropertyDescription("Lets the sync that runs finish and starts no other.")
        @Nullable Boolean paused,
    @JsonProperty("external")
        @JsonPropertyDescription("Set when another controller handles this resource.")
        @Nullable ExternalSpec external,
    @JsonProperty("plugin")
        @JsonPropertyDescription("A mover by name, for movers whose section the CRD does not know.")
        @Nullable PluginSpec plugin,
    @JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> sections)
    implements ReplicationSpec {
  public ReplicationDestinationSpec {
    sections = Json.copy(sections);
  }
}
