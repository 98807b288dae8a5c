package backube.scribe.kubernetes.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @Test
  void zeroIsNowhere() {
    assertThat(ListenAddress.parse("--at", "0")).isEmpty();
  }

  @Test
  void withoutAHostItIsEveryAddressOfThisMachine() {
    assertThat(ListenAddress.parse("--at", ":8081")).contains(new InetSocketAddress(8081));
    assertThat(host("127.0.0.1:8081")).isEqualTo("127.0.0.1");
    assertThat(host("[::1]:8081")).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "8081", ":0", ":65536", ":-1", "::1:8081", "host:", ":80a"})
  void anythingElseIsRefusedWithWhatWouldBeRight(String written) {
    assertThatThrownBy(() -> ListenAddress.parse("--at", written))
        .hasMessage(
            "--at: \""
                + written
                + "\" is no address to listen at; write :8081,"
                + " 127.0.0.1:8081, [::1]:8081, or 0 for none");
  }

  private static String host(String written) {
    return ListenAddress.parse("--at", written).orElseThrow().getAddress().getHostAddress();
  }
}
