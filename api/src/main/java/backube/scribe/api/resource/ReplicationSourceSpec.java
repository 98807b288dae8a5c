package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The desired state of a {@link ReplicationSource}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationSourceSpec(
    @JsonProperty("sourcePVC")
        @JsonPropertyDescription(
            "Name of the PersistentVolumeClaim to back up or replicate, in this namespace.")
        @Nullable String sourcePvc,
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
  public ReplicationSourceSpec {
    sections = Json.copy(sections);
  }
}
