package backube.scribe.e2e.cluster;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads the controller's metrics as a ServiceAccount of the rig's namespace. */
final class Scrapes implements AutoCloseable {
  private final KubernetesClient client;
  private final ClusterController controller;
  private final String namespace;
  private final String account;
  private final String token;
  private final LocalPortForward forward;

  Scrapes(KubernetesClient client, ClusterController controller, String namespace, String account) {
    this.client = client;
    this.controller = controller;
    this.namespace = namespace;
    this.account = account;
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(account)
                .endMetadata()
                .build())
        .create();
    token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(account)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    forward = controller.forward(8443);
  }

  /** Gives the account the right to read metrics. */
  void allow() {
    client.resource(binding()).create();
  }

  private ClusterRoleBinding binding() {
    return new ClusterRoleBindingBuilder()
        .withNewMetadata()
        .withName(namespace + "-" + account)
        .endMetadata()
        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", reader())
        .addNewSubject("", "ServiceAccount", account, namespace)
        .build();
  }

  private String reader() {
    return controller.name() + "-metrics-reader";
  }

  /** The page, once it is shown: a right takes a moment to count. */
  String page() {
    return backube.scribe.e2e.rig.Await.until(
            "the metrics", this::get, answer -> status(answer) == 200, controller::log)
        .body();
  }

  static int status(HttpResponse<String> answer) {
    return answer.statusCode();
  }

  HttpResponse<String> get() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:" + forward.getLocalPort() + "/metrics"))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return HttpClient.newBuilder()
          .sslContext(context)
          .build()
          .send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("the metrics can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      forward.close();
    } catch (IOException gone) {
      // it is not needed any more
    }
    client.resource(binding()).delete();
  }

  /** The certificate is made by the controller itself, so nobody vouches for it. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
