package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * When syncs start. A non-empty {@code manual} wins over {@code schedule}; with neither, syncs
 * follow each other without a pause.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trigger(
    @JsonPropertyDescription(
            "Cron expression of five fields (names and nicknames such as @daily allowed).")
        @Nullable String schedule,
    @JsonPropertyDescription("IANA time zone of the schedule, such as Europe/Berlin. Absent: UTC.")
        @Nullable String timeZone,
    @JsonPropertyDescription(
            "Any text; a sync runs whenever it differs from status.lastManualSync.")
        @Nullable String manual) {}
