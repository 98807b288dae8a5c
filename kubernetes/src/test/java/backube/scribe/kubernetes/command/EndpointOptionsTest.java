package backube.scribe.kubernetes.command;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.kubernetes.endpoint.ListenAddress;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EndpointOptionsTest {
  @Test
  void metricsAreServedNowhereUnlessAskedForAndProbesAreServed() {
    EndpointOptions options = CommandLine.populateCommand(new EndpointOptions());

    assertThat(ListenAddress.parse("--metrics-bind-address", options.metrics)).isEmpty();
    assertThat(options.health().orElseThrow().getPort()).isEqualTo(8081);
    assertThat(options.secure).isTrue();
    assertThat(options.requireRbac).isTrue();
  }
}
