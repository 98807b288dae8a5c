package backube.scribe.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The status of a resource. */
public record Status(JsonNode json) {
  /** A condition, as users read it. */
  public record Condition(boolean status, String reason, String message) {}

  public String lastManualSync() {
    return json.path("lastManualSync").asText();
  }

  /** Id of the snapshot that the last backup saved. */
  public String lastSnapshot() {
    return restic().path("lastSnapshot").path("id").asText();
  }

  public String lastSyncTime() {
    return json.path("lastSyncTime").asText();
  }

  public String nextSyncTime() {
    return json.path("nextSyncTime").asText();
  }

  /** {@code Successful}, {@code Failed} or empty. */
  public String result() {
    return json.path("latestMoverStatus").path("result").asText();
  }

  public String logs() {
    return json.path("latestMoverStatus").path("logs").asText();
  }

  /** The section of restic. */
  public JsonNode restic() {
    return mover("restic");
  }

  /** A mover's own section. */
  public JsonNode mover(String name) {
    return json.path(name);
  }

  public Optional<Condition> condition(String type) {
    return StreamSupport.stream(json.path("conditions").spliterator(), false)
        .filter(condition -> type.equals(condition.path("type").asText()))
        .map(
            condition ->
                new Condition(
                    "True".equals(condition.path("status").asText()),
                    condition.path("reason").asText(),
                    condition.path("message").asText()))
        .findFirst();
  }

  /** Reason of the condition that says what happens now; empty if there is none. */
  public String reason() {
    return condition("Synchronizing").map(Condition::reason).orElse("");
  }

  /** Message of the condition that says what happens now; empty if there is none. */
  public String message() {
    return condition("Synchronizing").map(Condition::message).orElse("");
  }

  /** Message of the warning that the last sync left; empty if there is none. */
  public String warning() {
    return condition("Warning").filter(Condition::status).map(Condition::message).orElse("");
  }

  /** No run is under way and nothing of the last one is left to be removed. */
  public boolean idle() {
    return condition("Synchronizing").map(condition -> !condition.status()).orElse(false)
        && !reason().equals("CleaningUp");
  }
}
