package backube.scribe.local.exchange;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Endpoints on the loopback interface: nobody from another machine comes in. All sandboxes share
 * the machine's network, so each endpoint gets a port of its own, which the resource keeps.
 */
public final class LoopbackEndpoints implements Endpoints {
  /** Where movers listen. */
  public static final String ADDRESS = "127.0.0.1";

  /** Below the ports that systems give to outgoing connections, above those of services. */
  private static final int FIRST = 20_000;

  private static final int HOW_MANY = 10_000;

  private final StatePaths paths;

  public LoopbackEndpoints(StatePaths paths) {
    this.paths = paths;
  }

  @Override
  public synchronized Reach offer(
      Replication owner, String mover, Endpoint endpoint, EndpointOptions options) {
    OptionalInt known = port(owner.key(), mover);
    return new Reach.At(ADDRESS, known.isPresent() ? known.getAsInt() : choose(owner.key(), mover));
  }

  @Override
  public synchronized void keepOnly(Replication owner, String mover) {
    Path kept = paths.endpoint(owner.key(), mover);
    for (Path file : files(paths.resource(owner.key()))) {
      if (!file.equals(kept)) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw new EffectFailed("can't remove " + file + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** The port of the endpoint; empty if none was offered. */
  public OptionalInt port(ResourceKey owner, String mover) {
    return read(paths.endpoint(owner, mover));
  }

  private static OptionalInt read(Path file) {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException none) {
      return OptionalInt.empty();
    }
  }

  /**
   * Resources that are made anew under their name get the same port, if nobody has it by then;
   * those of other state folders get others, which matters as long as nobody listens yet.
   */
  private int choose(ResourceKey owner, String mover) {
    Path file = paths.endpoint(owner, mover);
    Set<Integer> taken = taken();
    int begin = Math.floorMod((paths.root() + " " + owner + " " + mover).hashCode(), HOW_MANY);
    for (int i = 0; i < HOW_MANY; i++) {
      int port = FIRST + (begin + i) % HOW_MANY;
      if (!taken.contains(port) && free(port)) {
        try {
          DurableFile.write(file, (port + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new EffectFailed("can't write " + file + ": " + e.getMessage(), e);
        }
        return port;
      }
    }
    throw new EffectFailed(
        "no port of %s from %d to %d is free".formatted(ADDRESS, FIRST, FIRST + HOW_MANY - 1));
  }

  private Set<Integer> taken() {
    Set<Integer> taken = new HashSet<>();
    for (Path file : files(paths.resources())) {
      read(file).ifPresent(taken::add);
    }
    return taken;
  }

  private static List<Path> files(Path resources) {
    if (!Files.isDirectory(resources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(resources, 3)) {
      return files.filter(StatePaths::isEndpoint).toList();
    } catch (IOException e) {
      throw new EffectFailed("can't read " + resources + ": " + e.getMessage(), e);
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket =
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
