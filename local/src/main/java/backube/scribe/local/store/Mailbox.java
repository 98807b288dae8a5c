package backube.scribe.local.store;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.yaml.YamlReader;
import backube.scribe.local.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How another process asks the controller that holds the state folder for a sync: a file with the
 * request, a file with the answer. Whoever may write to the folder may ask.
 */
public final class Mailbox {
  private static final String REQUEST = ".request.yaml";
  private static final String ANSWER = ".answer.yaml";

  private final Path folder;

  public Mailbox(StatePaths paths) {
    this.folder = paths.requests();
  }

  /** A request that waits for its answer. */
  public record Letter(String id, ResourceKey key) {}

  /**
   * An answer.
   *
   * @param token of the request; empty if it was refused
   * @param reason CamelCase; empty if it was taken
   * @param message why it was refused; empty if it was taken
   */
  public record Answer(String token, String reason, String message) {
    /** Whether a sync was begun or stands in line. */
    public boolean taken() {
      return !token.isEmpty();
    }
  }

  /** The folder to watch; made if there is none. */
  public Path open() {
    try {
      DurableFile.createFolders(folder);
      return folder;
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be written", e);
    }
  }

  /** Asks for a sync. */
  public void send(Letter letter) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", letter.key().role().kind());
    fields.put("namespace", letter.key().namespace());
    fields.put("name", letter.key().name());
    write(letter.id() + REQUEST, fields);
  }

  /** The requests that nobody has answered yet; those that can't be understood are dropped. */
  public List<Letter> unanswered() {
    List<Letter> letters = new ArrayList<>();
    for (Path file : ResourceView.list(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(REQUEST)) {
        String id = name.substring(0, name.length() - REQUEST.length());
        key(file).ifPresentOrElse(key -> letters.add(new Letter(id, key)), () -> remove(file));
      }
    }
    return letters;
  }

  /** Answers a request, which then is no longer {@link #unanswered}. */
  public void answer(Letter letter, Answer answer) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", answer.token());
    fields.put("reason", answer.reason());
    fields.put("message", answer.message());
    write(letter.id() + ANSWER, fields);
    remove(folder.resolve(letter.id() + REQUEST));
  }

  /** Takes the answer to a request of this id; empty if there is none yet. */
  public Optional<Answer> take(String id) {
    Path file = folder.resolve(id + ANSWER);
    Optional<Answer> answer =
        fields(file)
            .map(
                fields ->
                    new Answer(
                        text(fields, "token"), text(fields, "reason"), text(fields, "message")));
    if (answer.isPresent()) {
      remove(file);
    }
    return answer;
  }

  /** Takes a request back. */
  public void withdraw(String id) {
    remove(folder.resolve(id + REQUEST));
    remove(folder.resolve(id + ANSWER));
  }

  /** Removes answers that nobody has taken since then. */
  public void sweep(Instant before) {
    for (Path file : ResourceView.list(folder)) {
      try {
        if (!file.toString().endsWith(REQUEST)
            && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          remove(file);
        }
      } catch (IOException e) {
        // somebody else removed it
      }
    }
  }

  private static Optional<ResourceKey> key(Path file) {
    return fields(file)
        .flatMap(
            fields -> {
              for (Role role : Role.values()) {
                if (role.kind().equals(text(fields, "kind"))) {
                  return Optional.of(
                      new ResourceKey(role, text(fields, "namespace"), text(fields, "name")));
                }
              }
              return Optional.empty();
            });
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private static Optional<Map<?, ?>> fields(Path file) {
    try {
      YamlReader.Stream stream = YamlReader.read(Files.readString(file));
      if (stream.documents().size() == 1) {
        YamlReader.@Nullable Document document = stream.documents().get(0);
        if (document.root() != null && document.root().plain() instanceof Map<?, ?> fields) {
          return Optional.of(fields);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void write(String name, Map<String, String> fields) {
    try {
      DurableFile.createFolders(folder);
      DurableFile.writeLightly(
          folder.resolve(name), YamlWriter.write(fields).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be written", e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be written", e);
    }
  }
}
