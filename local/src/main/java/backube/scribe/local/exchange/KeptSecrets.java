package backube.scribe.local.exchange;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.References.Content;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.MoverName;
import backube.scribe.core.secret.SecretStore;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generated Secrets as files that only their owner can read, one for each. */
public final class KeptSecrets implements SecretStore {
  private static final String PREFIX = "scribe-";

  private final StatePaths paths;
  private final References manifests;

  /**
   * @param manifests Secrets of users, which have the same names
   */
  public KeptSecrets(StatePaths paths, References manifests) {
    this.paths = paths;
    this.manifests = manifests;
  }

  @Override
  public List<String> names(Replication owner, String mover, String role) {
    return List.of(
        PREFIX
            + MoverName.dashed(mover)
            + "-"
            + owner.key().role().direction()
            + "-"
            + (role.isEmpty() ? "" : role + "-")
            + owner.key().name());
  }

  @Override
  public Optional<Found> read(Replication owner, String name) {
    Optional<Content> given = manifests.read(owner.key().namespace(), Ref.secret(name));
    if (given.isPresent()) {
      return Optional.of(new Found(false, given.get().version(), given.get().data()));
    }
    Path file = paths.secret(owner.key(), name);
    return parsed(file)
        .filter(
            own -> own.path("ownerUid").asText().equals(owner.uid())) // not a deleted namesake's
        .map(KeptSecrets::content)
        .map(content -> new Found(true, content.version(), content.data()));
  }

  /** The generated Secret of that name, of whichever resource it is. */
  public Optional<Content> find(String namespace, String name) {
    return paths.secrets(namespace, name).stream()
        .map(KeptSecrets::parsed)
        .flatMap(Optional::stream)
        .map(KeptSecrets::content)
        .findFirst();
  }

  @Override
  public void create(Replication owner, String name, Map<String, byte[]> data) {
    write(owner, name, data);
  }

  @Override
  public void set(Replication owner, String name, Map<String, byte[]> data) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    parsed(paths.secret(owner.key(), name)).ifPresent(own -> all.putAll(content(own).data()));
    all.putAll(data);
    write(owner, name, all);
  }

  private void write(Replication owner, String name, Map<String, byte[]> data) {
    ObjectNode file = Json.strict().createObjectNode();
    file.put("version", 1);
    file.put("ownerUid", owner.uid());
    ObjectNode values = file.putObject("data");
    data.forEach((key, value) -> values.put(key, Base64.getEncoder().encodeToString(value)));
    Path path = paths.secret(owner.key(), name);
    try {
      DurableFile.write(path, Json.strict().writeValueAsBytes(file));
    } catch (IOException e) {
      throw new EffectFailed("can't write " + path + ": " + e.getMessage(), e);
    }
  }

  private static Content content(JsonNode found) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    found
        .path("data")
        .properties()
        .forEach(
            entry ->
                data.put(
                    entry.getKey(), Base64.getMimeDecoder().decode(entry.getValue().asText())));
    return new Content(version(found.toString()), data);
  }

  private static Optional<JsonNode> parsed(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.lenient().readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new EffectFailed("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String version(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
