package backube.scribe.local.folder;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What identifies a copy, an image or a made volume; stored beside its data.
 *
 * @param ownerUid of the resource it was made for
 * @param boot which start of the machine it was made in; a copy is not used after another one
 */
record FolderFile(int version, String uid, String ownerUid, String boot) {
  static final String NAME = "folder.json";

  byte[] bytes() {
    try {
      return Json.strict().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it is made of plain values", e);
    }
  }

  /** Reads it; empty if it is missing or damaged. */
  static Optional<FolderFile> read(Path directory) {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
      return Optional.ofNullable(Json.lenient().readValue(bytes, FolderFile.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
