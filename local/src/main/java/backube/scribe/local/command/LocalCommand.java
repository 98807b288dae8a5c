package backube.scribe.local.command;

import java.util.List;
import picocli.CommandLine;

/** {@code scribe local}. */
@CommandLine.Command(
    name = "local",
    description = {
      "Runs Scribe on this machine, without Kubernetes.",
      "",
      "It reads ordinary manifests: a PersistentVolume with spec.hostPath is a folder, a"
          + " PersistentVolumeClaim gives it a name, a ReplicationSource backs it up and a"
          + " ReplicationDestination restores into it. Movers work in sandboxes."
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scribe local sync photos -f manifests/     back up once and watch",
      "  scribe local run -f manifests/             follow schedules and edited files",
      "  scribe local get                           what is there, when it last synced",
      "  scribe local logs photos -f                what the mover says"
    },
    mixinStandardHelpOptions = true)
public final class LocalCommand {
  private LocalCommand() {}

  /** The classes of its subcommands, in the order of the help. */
  public static List<Class<?>> subcommands() {
    return List.of(
        SyncCommand.class,
        RunCommand.class,
        GetCommand.class,
        LogsCommand.class,
        EventsCommand.class,
        DeleteCommand.class);
  }
}
