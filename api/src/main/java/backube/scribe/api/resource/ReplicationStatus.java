package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The observed state of either resource. Times are UTC and whole seconds (Kubernetes API
 * conventions); durations have Go's notation.
 *
 * @param sync what the controller needs to go on after a restart; not for users
 * @param sections the status sections of movers, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReplicationStatus(
    @JsonPropertyDescription("End of the last successful sync.") @Nullable Instant lastSyncTime,
    @JsonPropertyDescription("Start of the sync that runs now.")
        @Nullable Instant lastSyncStartTime,
    @JsonPropertyDescription("How long the last successful sync took.")
        @Nullable String lastSyncDuration,
    @JsonPropertyDescription("When the next sync starts (schedule only).")
        @Nullable Instant nextSyncTime,
    @JsonPropertyDescription("The manual trigger that the last successful sync was started by.")
        @Nullable String lastManualSync,
    @JsonPropertyDescription("How the last run of the mover ended.")
        @Nullable MoverStatus latestMoverStatus,
    @JsonPropertyDescription("The newest restored image (destination only).")
        @Nullable TypedLocalObjectReference latestImage,
    @JsonPropertyDescription("Synchronizing, Warning.") List<Condition> conditions,
    @JsonPropertyDescription("Written by an external provider only.")
        @Nullable Map<String, String> external,
    @JsonPropertyDescription("What the controller needs to go on after a restart; not for users.")
        @Nullable Map<String, @Nullable Object> sync,
    @JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> sections) {
  /** The status of a resource that nobody has looked at yet. */
  public static final ReplicationStatus EMPTY =
      new ReplicationStatus(
          null, null, null, null, null, null, null, List.of(), null, null, Map.of());

  @SuppressWarnings("unused") // nulls come from Jackson
  public ReplicationStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    sync = sync == null ? null : Json.copy(sync);
    sections = Json.copy(sections);
  }
}
