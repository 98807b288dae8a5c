package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.local.store.ResourceView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code scribe local get}. */
@CommandLine.Command(
    name = "get",
    description = {
      "Shows resources and how their syncs do, as the state folder tells; no controller is needed."
    },
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Parameters(
      arity = "0..2",
      paramLabel = "[KIND] [NAME]",
      hideParamSyntax = true,
      description = "source or destination, a name, or KIND/NAME. Default: all.")
  List<String> words = List.of();

  @CommandLine.Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Only this namespace. Default: all.")
  @Nullable String namespace;

  @CommandLine.Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces, which is the default.")
  boolean all;

  @CommandLine.Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table, wide, yaml or json. Default: table.")
  String format = "table";

  @CommandLine.Mixin StateOption state;

  GetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    state = new StateOption(surroundings);
  }

  @Override
  public Integer call() {
    Target target = Target.of(words, null, all ? null : namespace);
    List<ResourceView> views =
        ResourceView.all(state.paths()).stream()
            .filter(view -> target.matches(view.key()))
            .toList();
    if (views.isEmpty() && target.name().isPresent()) {
      throw new CommandFailed(
          ExitCodes.USAGE, "no " + target + " in the state folder " + state.paths().root());
    }
    ResourcePrinter printer = new ResourcePrinter(surroundings, target);
    switch (format) {
      case "table" -> printer.table(views, false);
      case "wide" -> printer.table(views, true);
      case "yaml" -> printer.yaml(views);
      case "json" -> printer.json(views);
      default ->
          throw new CommandFailed(
              ExitCodes.USAGE,
              "unknown format \"" + format + "\"; known are table, wide, yaml and json");
    }
    return ExitCodes.OK;
  }
}
