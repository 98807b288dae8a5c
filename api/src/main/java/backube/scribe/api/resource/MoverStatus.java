package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the last run of the mover ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoverStatus(
    @JsonPropertyDescription("Successful or Failed.") @Nullable String result,
    @JsonPropertyDescription("The last lines that the mover wrote.") @Nullable String logs) {
  /** {@link #result()} of a run that did what it was asked, with or without warnings. */
  public static final String SUCCESSFUL = "Successful";

  /** {@link #result()} of a run that did not. */
  public static final String FAILED = "Failed";
}
