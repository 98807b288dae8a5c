package backube.scribe.local.command;

import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.RefusedPlugin;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.loop.Notices;
import backube.scribe.local.manifest.Problem;

/** Prints what happens as lines, and passes events on. */
final class TerminalNotices implements Notices, Events {
  private final Display display;
  private final Events events;
  private final boolean told;

  /**
   * @param told whether events are printed
   */
  TerminalNotices(Display display, Events events, boolean told) {
    this.display = display;
    this.events = events;
    this.told = told;
  }

  /** Tells of plugins that were not taken. */
  void refused(MoverCatalog catalog) {
    for (RefusedPlugin plugin : catalog.refused()) {
      display.line("refused plugin: " + plugin.file() + ": " + plugin.message());
    }
  }

  @Override
  public void problem(Problem problem) {
    display.line((problem.error() ? "error: " : "warning: ") + problem);
  }

  @Override
  public void about(ResourceKey key, String message) {
    display.line(key + ": " + message);
  }

  @Override
  public void record(Replication about, Type type, String reason, String action, String message) {
    if (told) {
      display.line(about.key() + ": " + reason + ": " + message);
    }
    events.record(about, type, reason, action, message);
  }
}
