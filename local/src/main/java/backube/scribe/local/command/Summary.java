package backube.scribe.local.command;

import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.store.Mailbox;
import java.util.Set;

/** Tells how a sync ended, and with which exit code. */
final class Summary {
  private Summary() {}

  /** Reasons for which only another manifest helps. */
  private static final Set<String> MANIFEST =
      Set.of(Reasons.INVALID_SPEC, Reasons.INVALID_SCHEDULE, Reasons.NO_SINGLE_MOVER);

  /** Tells why a sync can't start. */
  static int refused(Surroundings surroundings, ResourceKey key, Mailbox.Answer answer) {
    surroundings.err().println("scribe: " + key + ": " + answer.reason() + ": " + answer.message());
    return MANIFEST.contains(answer.reason()) ? ExitCodes.USAGE : ExitCodes.FAILED;
  }

  static int print(Surroundings surroundings, ResourceKey key, Follower.End end, String holder) {
    if (end instanceof Follower.End.Synchronized good) {
      good.warning().ifPresent(text -> surroundings.err().println(key + ": warning: " + text));
      surroundings
          .out()
          .println(
              key
                  + ": synchronized"
                  + good.duration().map(time -> " in " + time).orElse("")
                  + (good.warning().isPresent() ? ", with warnings" : ""));
      return ExitCodes.OK;
    }
    if (end instanceof Follower.End.Failed failed) {
      surroundings.err().println("scribe: " + key + ": " + failed.message());
      return ExitCodes.FAILED;
    }
    surroundings
        .err()
        .println(
            "scribe: "
                + holder
                + " has ended before the sync was done; the mover may still be at work. Run this"
                + " command again to go on");
    return ExitCodes.REFUSED;
  }
}
