package backube.scribe.local.store;

import backube.scribe.core.pass.Pass;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The requests for one sync beside the trigger that are not yet done. They survive a restart. A
 * later token is the greater text, so that whoever waits for one knows that a sync of a later one
 * will do.
 */
public final class RequestBook implements Pass.Requests {
  private static final String FILE = "request";

  private final StatePaths paths;
  private final InstantSource clock;
  private final Map<ResourceKey, String> tokens = new HashMap<>();

  /** Opens the book of these resources. */
  public RequestBook(StatePaths paths, InstantSource clock, Collection<ResourceKey> keys) {
    this.paths = paths;
    this.clock = clock;
    for (ResourceKey key : keys) {
      try {
        String token = Files.readString(file(key)).strip();
        if (!token.isEmpty()) {
          tokens.put(key, token);
        }
      } catch (NoSuchFileException e) {
        // none
      } catch (IOException e) {
        throw new StoreFailed(key + ": the state folder can't be read", e);
      }
    }
  }

  @Override
  public synchronized Optional<String> newest(ResourceKey key) {
    return Optional.ofNullable(tokens.get(key));
  }

  /**
   * Asks for a sync that begins after now.
   *
   * @param acknowledged token of the last request that was done
   * @return the token of the request
   */
  public synchronized String ask(ResourceKey key, Optional<String> acknowledged) {
    String before = tokens.getOrDefault(key, acknowledged.orElse(""));
    long number = clock.millis();
    String token = token(number);
    if (before.matches("[0-9]{1,18}") && token.compareTo(before) <= 0) {
      token = token(Long.parseLong(before) + 1);
    }
    write(key, token);
    tokens.put(key, token);
    return token;
  }

  private static String token(long number) {
    return "%016d".formatted(number);
  }

  /** Forgets a request that is done or can't be. */
  public synchronized void drop(ResourceKey key) {
    if (tokens.remove(key) != null) {
      try {
        Files.deleteIfExists(file(key));
      } catch (IOException e) {
        throw new StoreFailed(key + ": the state folder can't be written", e);
      }
    }
  }

  private void write(ResourceKey key, String token) {
    try {
      DurableFile.writeLightly(file(key), token.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreFailed(key + ": the state folder can't be written", e);
    }
  }

  private Path file(ResourceKey key) {
    return paths.resource(key).resolve(FILE);
  }
}
