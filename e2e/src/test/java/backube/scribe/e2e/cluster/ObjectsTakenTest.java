package backube.scribe.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the controller makes, which the unit tests of the adapters hold as files: the API server
 * takes each of them, knows each of their fields, and lets their pods in where the file says so.
 */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ObjectsTakenTest {
  private static final Path OBJECTS = Path.of("../kubernetes/src/test/resources/objects");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The strictest Pod Security level that takes the object's pod, from the file's first line. */
  private static final String LEVEL = "# Pod Security: ";

  private final Set<String> taken = new TreeSet<>();

  @Test
  @Unprivileged
  void everyObjectIsTakenAsItStands(ClusterRig rig) {
    KubernetesClient client = rig.objects().client();
    List<Path> files = files();
    for (Path file : files) {
      String text = text(file, rig.namespace());
      if (!text.startsWith(LEVEL)) {
        take(client, file, object(text));
      }
    }
    haveAccounts(rig, files);
    for (String level : List.of("restricted", "baseline", "privileged")) {
      enforce(rig, level);
      for (Path file : files) {
        String text = text(file, rig.namespace());
        if (text.startsWith(LEVEL + level + "\n")) {
          take(client, file, object(text));
          take(client, file, pod(object(text)));
        } else if (text.startsWith(LEVEL) && level.equals("restricted")) {
          assertThatThrownBy(() -> send(client, pod(object(text))))
              .as("%s where %s is enforced", file, level)
              .hasMessageContaining("violates PodSecurity \"restricted");
        }
      }
    }

    assertThat(taken)
        .as("files that were sent, of those in %s", OBJECTS)
        .hasSizeGreaterThan(30)
        .containsExactlyElementsOf(
            files.stream().map(Path::toString).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aFieldThatNobodyKnowsIsNoticed(ClusterRig rig) {
    ObjectNode claim = object(text(OBJECTS.resolve("claims/destination.yaml"), rig.namespace()));
    ((ObjectNode) claim.path("spec")).put("storageClas", "slow");

    assertThatThrownBy(() -> send(rig.objects().client(), claim))
        .hasMessageContaining("unknown field \"spec.storageClas\"");
  }

  @Test
  void thereIsAFileOfEverythingThatTheControllerMayMake(ClusterRig rig) {
    KubernetesClient client = rig.objects().client();
    ClusterController controller = rig.controller();
    Stream<String> may =
        Stream.of(
                client.rbac().clusterRoles().withName(controller.name() + "-manager").get(),
                client
                    .rbac()
                    .clusterRoles()
                    .withName(controller.name() + "-metrics-auth-role")
                    .get())
            .flatMap(role -> role.getRules().stream())
            .filter(rule -> rule.getVerbs().contains("create"))
            .flatMap(rule -> rule.getResources().stream());
    Stream<String> inItsNamespace =
        client
            .rbac()
            .roles()
            .inNamespace(controller.namespace())
            .withName(controller.name() + "-leader-election")
            .get()
            .getRules()
            .stream()
            .filter(rule -> rule.getVerbs().contains("create"))
            .flatMap(rule -> rule.getResources().stream());

    Set<String> kinds =
        files().stream()
            .map(file -> plural(object(text(file, "ns"))))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Stream.concat(may, inItsNamespace).toList())
        .isNotEmpty()
        .allSatisfy(plural -> assertThat(kinds).contains(plural));
  }

  private static void enforce(ClusterRig rig, String level) {
    rig.objects()
        .client()
        .namespaces()
        .withName(rig.namespace())
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", level)
                    .endMetadata()
                    .build());
  }

  /** A pod is refused without the account that it names. */
  private static void haveAccounts(ClusterRig rig, List<Path> files) {
    files.stream()
        .map(file -> text(file, rig.namespace()))
        .filter(text -> text.startsWith(LEVEL))
        .map(text -> pod(object(text)).at("/spec/serviceAccountName").asText())
        .distinct()
        .forEach(
            name ->
                rig.apply(
                    "{apiVersion: v1, kind: ServiceAccount, metadata: {name: %s}}"
                        .formatted(name)));
  }

  private void take(KubernetesClient client, Path file, ObjectNode object) {
    try {
      send(client, object);
    } catch (KubernetesClientException e) {
      throw new AssertionError(file + " is refused: " + e.getMessage(), e);
    }
    taken.add(file.toString());
  }

  /** Sends it as if it were to be made. */
  private static void send(KubernetesClient client, JsonNode object) {
    client.raw(collection(object) + "?dryRun=All&fieldValidation=Strict", "POST", object);
  }

  private static String collection(JsonNode object) {
    String version = object.path("apiVersion").asText();
    JsonNode namespace = object.at("/metadata/namespace");
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (namespace.isMissingNode() ? "" : "/namespaces/" + namespace.asText())
        + "/"
        + plural(object);
  }

  private static String plural(JsonNode object) {
    return object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
  }

  /** The pod that a Job's template describes. */
  private static ObjectNode pod(ObjectNode job) {
    ObjectNode pod = job.at("/spec/template").deepCopy();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.withObject("/metadata").set("namespace", job.at("/metadata/namespace"));
    return pod;
  }

  private static ObjectNode object(String text) {
    try {
      return (ObjectNode) YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file, String namespace) {
    try {
      return Files.readString(file).replace("namespace: \"ns\"", "namespace: \"" + namespace + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() {
    try (Stream<Path> all = Files.walk(OBJECTS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
