package backube.scribe.kubernetes.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class RefusedTest {
  @Test
  void theApiServersOwnWordsWin() {
    KubernetesClientException e =
        new KubernetesClientException(
            new StatusBuilder().withCode(403).withMessage("exceeded quota: small").build());

    assertThat(Refused.reason(new IllegalStateException("wrapped", e)))
        .isEqualTo("exceeded quota: small");
  }

  @Test
  void anApiServerThatDoesNotAnswerIsNamedWithWhatTheNetworkSaid() throws IOException {
    String nobody = "https://127.0.0.1:" + closedPort() + "/";
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder().withMasterUrl(nobody).withRequestRetryBackoffLimit(0).build())
            .build()) {
      Throwable failed = catchThrowable(() -> client.raw("/version"));

      assertThat(Refused.reason(failed, client))
          .startsWith("the API server " + nobody + ": ")
          .contains("ConnectException");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return open.getLocalPort();
    }
  }
}
