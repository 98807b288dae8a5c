package backube.scribe.local.command;

import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.command.Table;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.ResourceView;
import backube.scribe.local.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe local events}. */
@CommandLine.Command(
    name = "events",
    description = "Prints the latest events of a resource, oldest first.",
    mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Mixin TargetOptions target = new TargetOptions();
  @CommandLine.Mixin StateOption state;

  EventsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    state = new StateOption(surroundings);
  }

  @Override
  public Integer call() throws IOException {
    StatePaths paths = state.paths();
    List<ResourceKey> keys = ResourceView.all(paths).stream().map(ResourceView::key).toList();
    ResourceKey key = target.target().one(keys, "the state folder " + paths.root());
    Path file = paths.resource(key).resolve(EventFiles.FILE);
    if (Files.notExists(file)) {
      surroundings.err().println("No events found.");
      return ExitCodes.OK;
    }
    Table table = new Table("TIME", "TYPE", "REASON", "MESSAGE");
    for (String line : Files.readAllLines(file)) {
      YamlReader.read(line).documents().stream()
          .filter(event -> event.root() != null && event.root().plain() instanceof Map<?, ?>)
          .map(event -> (Map<?, ?>) event.root().plain())
          .forEach(
              event ->
                  table.row(
                      text(event, "time"),
                      text(event, "type"),
                      text(event, "reason"),
                      text(event, "message")));
    }
    table.print(surroundings.out());
    return ExitCodes.OK;
  }

  private static String text(Map<?, ?> event, String name) {
    return event.get(name) instanceof String text ? text : "";
  }
}
