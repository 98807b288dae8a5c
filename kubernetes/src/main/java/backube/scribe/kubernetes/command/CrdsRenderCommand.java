package backube.scribe.kubernetes.command;

import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.crd.Crds;
import backube.scribe.core.json.Json;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.kubernetes.dialect.Dialect;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  CrdsRenderCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Path> folders =
        plugins.isEmpty()
            ? surroundings.plugins()
            : plugins.stream().map(surroundings::path).toList();
    Dialect chosen = dialect == null ? Dialect.SCRIBE : Dialect.VOLSYNC;
    try (PluginHost host = PluginHost.load(folders)) {
      for (ObjectNode crd : new Crds(chosen.crds(), host.catalog()).render()) {
        surroundings.out().println("---");
        surroundings.out().print(Json.yaml().writeValueAsString(crd));
      }
    }
    return ExitCodes.OK;
  }
}
