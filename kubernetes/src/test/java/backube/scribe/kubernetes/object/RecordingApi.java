package backube.scribe.kubernetes.object;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that takes whatever is made, and remembers it in that order. It has no watches. */
public final class RecordingApi implements AutoCloseable {
  private final HttpServer server;
  private final KubernetesClient client;
  private final Map<String, JsonNode> there = new ConcurrentSkipListMap<>();
  private final List<JsonNode> made = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> deleted = new ConcurrentSkipListMap<>();
  private final Map<String, JsonNode> patched = new ConcurrentSkipListMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> unlisted = new CopyOnWriteArrayList<>();
  private volatile int refusal;

  public RecordingApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  public KubernetesClient client() {
    return client;
  }

  /** Puts an object there that the test itself does not make. */
  public void has(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    there.put(
        (object.getApiVersion().contains("/") ? "/apis/" : "/api/")
            + object.getApiVersion()
            + (namespace == null ? "" : "/namespaces/" + namespace)
            + "/"
            + object.getPlural()
            + "/"
            + object.getMetadata().getName(),
        client.getKubernetesSerialization().convertValue(object, JsonNode.class));
  }

  /** From now on it knows such objects, and lets nobody list those of all namespaces. */
  public void refusesToList(Class<? extends HasMetadata> kind) {
    String version = HasMetadata.getApiVersion(kind);
    ObjectNode list = Json.lenient().createObjectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", version);
    list.putArray("resources")
        .addObject()
        .put("name", HasMetadata.getPlural(kind))
        .put("kind", HasMetadata.getKind(kind));
    String path = (version.contains("/") ? "/apis/" : "/api/") + version;
    there.put(path, list);
    unlisted.add(path + "/" + HasMetadata.getPlural(kind));
  }

  /** What was made so far. */
  public List<JsonNode> made() {
    return List.copyOf(made);
  }

  /** The only one of a kind that was made so far. */
  public JsonNode made(String kind) {
    List<JsonNode> all =
        made.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
    assertThat(all).as(kind).hasSize(1);
    return all.get(0);
  }

  /** With which options what was deleted, by its path. */
  public Map<String, JsonNode> deleted() {
    return deleted;
  }

  /** The last patch of what was patched, by its path. */
  public Map<String, JsonNode> patched() {
    return patched;
  }

  /** Answers deletions and patches with such a code from now on. */
  public void refuseChanges(int code) {
    refusal = code;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestMethod()) {
      case "GET" -> get(exchange, path);
      case "POST" -> {
        ObjectNode object = (ObjectNode) Json.lenient().readTree(sent);
        if (there.containsKey(path + "/" + object.at("/metadata/name").asText())) {
          reply(exchange, 409, status("AlreadyExists", 409));
          return;
        }
        made.add(object);
        ObjectNode stored = object.deepCopy();
        stored.withObjectProperty("metadata").put("uid", "uid-of-" + made.size());
        stored.withObjectProperty("status");
        there.put(path + "/" + object.at("/metadata/name").asText(), stored);
        reply(exchange, 201, stored);
      }
      case "DELETE" -> {
        if (refusal == 0) {
          deleted.put(path, Json.lenient().readTree(sent));
          reply(exchange, 200, status("", 200).put("status", "Success"));
        } else {
          reply(exchange, refusal, status("Refused", refusal));
        }
      }
      case "PATCH" -> {
        if (refusal == 0) {
          patched.put(path, Json.lenient().readTree(sent));
          requests.add("PATCH " + path);
          String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
          if (type.startsWith("application/apply-patch")) {
            there.put(path, applied(path, (ObjectNode) Json.lenient().readTree(sent)));
          }
          reply(exchange, 200, there.getOrDefault(path, Json.lenient().readTree(sent)));
        } else {
          reply(exchange, refusal, status("Refused", refusal).put("message", "is forbidden"));
        }
      }
      default -> reply(exchange, 200, there.getOrDefault(path, Json.lenient().readTree(sent)));
    }
  }

  /** The object with what the server adds to it. */
  private JsonNode applied(String path, ObjectNode sent) {
    JsonNode before = there.get(path);
    ObjectNode meta = sent.withObjectProperty("metadata");
    meta.put("uid", before == null ? "uid-of-" + path : before.at("/metadata/uid").asText());
    meta.put(
        "resourceVersion",
        Integer.toString(
            1 + (before == null ? 0 : before.at("/metadata/resourceVersion").asInt())));
    if (sent.path("kind").asText().equals("Service")) {
      sent.withObjectProperty("spec").put("clusterIP", "10.0.0.7");
    }
    return sent;
  }

  /** What was read one by one, and changed, in this order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** One object, or a list of those below the path. */
  private void get(HttpExchange exchange, String path) throws IOException {
    JsonNode one = there.get(path);
    if (path.contains("/namespaces/") || unlisted.contains(path)) {
      requests.add("GET " + path);
    }
    if (unlisted.contains(path)) {
      reply(exchange, 403, status("Forbidden", 403).put("message", "is forbidden"));
    } else if (one != null) {
      reply(exchange, 200, one);
    } else if (path.endsWith("/pods")) {
      ObjectNode list =
          Json.lenient().createObjectNode().put("kind", "List").put("apiVersion", "v1");
      ArrayNode items = list.putArray("items");
      there.forEach((name, object) -> addIfBelow(items, path, name, object));
      reply(exchange, 200, list);
    } else {
      reply(exchange, 404, status("NotFound", 404));
    }
  }

  private static void addIfBelow(ArrayNode items, String path, String name, JsonNode object) {
    if (name.startsWith(path + "/")) {
      items.add(object);
    }
  }

  private static ObjectNode status(String reason, int code) {
    ObjectNode status = Json.lenient().createObjectNode();
    status.putObject("metadata");
    return status
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("reason", reason)
        .put("code", code);
  }

  private static void reply(HttpExchange exchange, int code, JsonNode answer) throws IOException {
    byte[] body = Json.lenient().writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }
}
