package backube.scribe.kubernetes.command;

import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.crd.CrdComparison;
import backube.scribe.core.crd.Crds;
import backube.scribe.core.json.Json;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.kubernetes.dialect.Dialect;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code scribe crds render}. */
@CommandLine.Command(
    name = "render",
    description = {
      "Prints the CustomResourceDefinitions, composed from what the installed movers add.",
      "Install them with: kubectl apply --server-side -f -"
    },
    mixinStandardHelpOptions = true)
final class CrdsRenderCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder with movers; may be repeated. Default: plugins/ of this installation.")
  List<Path> plugins = List.of();

  @CommandLine.Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "Of this dialect: volsync. Default: our own.")
  ControllerCommand.@Nullable Serve dialect;

  @CommandLine.ArgGroup @Nullable Comparison comparison;

  /** With what they are compared instead of being printed. */
  static final class Comparison {
    @CommandLine.Option(
        names = "--check",
        paramLabel = "PATH",
        required = true,
        description = {
          "Compares them with those in a file, or in the files of a folder, and prints what differs.",
          "Exit code 1 if anything does."
        })
    @Nullable Path check;

    @CommandLine.Option(
        names = "--diff",
        required = true,
        description = "The same with those of the cluster of KUBECONFIG.")
    boolean diff;
  }

  CrdsRenderCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Dialect chosen = dialect == null ? Dialect.SCRIBE : Dialect.VOLSYNC;
    try (PluginHost host = PluginHost.load(surroundings.plugins(plugins))) {
      List<ObjectNode> definitions = new Crds(chosen.crds(), host.catalog()).render();
      return comparison == null ? print(definitions) : compare(definitions, comparison);
    }
  }

  private int print(List<ObjectNode> definitions) throws JsonProcessingException {
    for (ObjectNode definition : definitions) {
      surroundings.out().println("---");
      surroundings.out().print(Json.yaml().writeValueAsString(definition));
    }
    return ExitCodes.OK;
  }

  private int compare(List<ObjectNode> definitions, Comparison with) {
    if (with.check != null) {
      return compare(definitions, Definitions.in(surroundings.path(with.check)));
    }
    try (KubernetesClient client = ApiClient.open()) {
      return compare(definitions, Definitions.of(client));
    }
  }

  private int compare(List<ObjectNode> definitions, Definitions found) {
    List<String> differences =
        definitions.stream()
            .flatMap(
                definition ->
                    CrdComparison.of(
                        definition, found.find(definition.at("/metadata/name").asText()))
                        .stream())
            .toList();
    differences.forEach(surroundings.out()::println);
    return differences.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
