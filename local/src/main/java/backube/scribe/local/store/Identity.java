package backube.scribe.local.store;

import backube.scribe.local.state.DurableFile;
import backube.scribe.local.yaml.Value;
import backube.scribe.local.yaml.YamlReader;
import backube.scribe.local.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who a resource is, from its first manifest to its deletion. */
record Identity(String uid, Instant created) {
  static final String FILE = "identity.yaml";

  void write(Path folder) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("uid", uid);
    fields.put("created", created.toString());
    DurableFile.writeLightly(
        folder.resolve(FILE), YamlWriter.write(fields).getBytes(StandardCharsets.UTF_8));
  }

  /** Empty if it is lost. */
  static Optional<Identity> read(Path folder) {
    try {
      return YamlReader.read(Files.readString(folder.resolve(FILE))).documents().stream()
          .findFirst()
          .flatMap(document -> Optional.ofNullable(document.root()))
          .flatMap(Identity::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Identity> of(Value root) {
    try {
      return root.plain() instanceof Map<?, ?> fields
              && fields.get("uid") instanceof String uid
              && fields.get("created") instanceof String created
          ? Optional.of(new Identity(uid, Instant.parse(created)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
