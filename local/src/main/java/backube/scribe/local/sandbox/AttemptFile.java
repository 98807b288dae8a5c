package backube.scribe.local.sandbox;

import backube.scribe.core.json.Json;
import backube.scribe.core.run.Attempt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that holds an attempt: what identifies it, which every release can read, and the attempt
 * itself, which is read strictly or not at all.
 *
 * @param uid of the attempt
 * @param ownerUid of the resource it was made for
 * @param runId identity of its run
 * @param attempt empty if this release can't read it
 */
record AttemptFile(String uid, String ownerUid, String runId, Optional<Attempt> attempt) {
  static final String NAME = "attempt.json";

  /** Whether it is known to be of another resource than the one with this uid. */
  boolean foreign(String owner) {
    return !ownerUid.isEmpty() && !ownerUid.equals(owner);
  }

  static byte[] write(String uid, Attempt attempt) {
    ObjectNode file = Json.strict().createObjectNode();
    file.put("version", 1);
    file.put("uid", uid);
    file.put("ownerUid", attempt.ownerUid());
    file.put("runId", attempt.runId());
    file.set("attempt", Json.strict().valueToTree(attempt));
    try {
      return Json.strict().writeValueAsBytes(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an attempt is made of plain values", e);
    }
  }

  /** Reads the file of an attempt's directory; one that is damaged has a uid all the same. */
  static AttemptFile read(Path directory) {
    try {
      JsonNode file = Json.strict().readTree(Files.readAllBytes(directory.resolve(NAME)));
      return new AttemptFile(
          file.path("uid").asText("unreadable"),
          file.path("ownerUid").asText(),
          file.path("runId").asText(),
          attempt(file.path("attempt")));
    } catch (IOException e) {
      return new AttemptFile("unreadable", "", "", Optional.empty());
    }
  }

  private static Optional<Attempt> attempt(JsonNode tree) {
    try {
      return Optional.ofNullable(Json.strict().treeToValue(tree, Attempt.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
