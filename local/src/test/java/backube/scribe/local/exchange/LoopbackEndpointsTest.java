package backube.scribe.local.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.resource.Replication;
import backube.scribe.local.state.StatePaths;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports on the loopback interface: one for each resource, which it keeps. */
class LoopbackEndpointsTest {
  private static final Endpoint SSH = new Endpoint("ssh", 8022, 22);

  @TempDir Path folder;
  private StatePaths paths;

  @BeforeEach
  void open() throws Exception {
    paths = new StatePaths(folder);
    for (Replication owner : new Replication[] {Owned.by("one", "1"), Owned.by("two", "2")}) {
      Files.createDirectories(paths.resource(owner.key()));
    }
  }

  private Reach.At offer(String name) {
    return (Reach.At)
        new LoopbackEndpoints(paths).offer(Owned.by(name, "1"), "toy", SSH, EndpointOptions.NONE);
  }

  @Test
  void aResourceKeepsItsPort() {
    Reach.At first = offer("one");
    assertThat(first.address()).isEqualTo("127.0.0.1");
    assertThat(first.port()).isBetween(20_000, 29_999);
    assertThat(offer("one")).isEqualTo(first);
    assertThat(new LoopbackEndpoints(paths).port(Owned.by("one", "1").key(), "toy"))
        .hasValue(first.port());
  }

  @Test
  void thePortOfAFormerMoverIsFree() {
    LoopbackEndpoints endpoints = new LoopbackEndpoints(paths);
    Replication one = Owned.by("one", "1");
    Reach toy = offer("one");
    endpoints.offer(one, "former", SSH, EndpointOptions.NONE);
    Reach other = offer("two");

    endpoints.keepOnly(one, "toy");
    endpoints.keepOnly(one, "toy");
    assertThat(endpoints.port(one.key(), "former")).isEmpty();
    assertThat(offer("one")).isEqualTo(toy);
    endpoints.keepOnly(one, "restic");
    assertThat(endpoints.port(one.key(), "toy")).isEmpty();
    assertThat(offer("two")).isEqualTo(other);
  }

  @Test
  void noTwoResourcesShareOne() throws Exception {
    Reach.At first = offer("one");
    // Whatever port the other one would like best, it is taken.
    Path other = paths.endpoint(Owned.by("two", "1").key(), "toy");
    int wanted = offer("two").port();
    assertThat(wanted).isNotEqualTo(first.port());
    Files.delete(other);
    Files.writeString(paths.endpoint(Owned.by("one", "1").key(), "toy"), wanted + "\n");
    assertThat(offer("two").port()).isNotEqualTo(wanted);
  }

  @Test
  void resourcesOfOneNameInTwoStateFoldersShareNone() throws Exception {
    StatePaths other = new StatePaths(Files.createDirectory(folder.resolve("other")));
    Files.createDirectories(other.resource(Owned.by("one", "1").key()));
    assertThat(
            new LoopbackEndpoints(other)
                .offer(Owned.by("one", "1"), "toy", SSH, EndpointOptions.NONE))
        .isNotEqualTo(offer("one"));
  }

  @Test
  void aPortThatSomebodyListensAtIsNotChosen() throws Exception {
    int wanted = offer("one").port();
    Files.delete(paths.endpoint(Owned.by("one", "1").key(), "toy"));
    try (ServerSocket taken =
        new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThat(taken.isBound()).isTrue();
      assertThat(offer("one").port()).isNotEqualTo(wanted);
    }
  }
}
