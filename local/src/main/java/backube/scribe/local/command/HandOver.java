package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.Mailbox;
import backube.scribe.local.store.ResourceView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands a request to the controller that holds the state folder, and follows the sync. */
final class HandOver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final StatePaths paths;
  private final String holder;

  HandOver(Surroundings surroundings, StatePaths paths, String holder) {
    this.surroundings = surroundings;
    this.paths = paths;
    this.holder = holder;
  }

  int sync(Target target) throws InterruptedException, IOException {
    List<ResourceKey> keys = ResourceView.all(paths).stream().map(ResourceView::key).toList();
    ResourceKey key = target.one(keys, "the state folder, which " + holder + " works on");
    Display display = new Display(surroundings.err(), surroundings.terminal());
    Follower follower = new Follower(paths, key, display, Thread::sleep);
    long past = follower.past();
    Mailbox.Answer answer = ask(key);
    if (!answer.taken()) {
      return Summary.refused(surroundings, key, answer);
    }
    display.line(key + ": handed over to " + holder);
    Follower.End end = follower.follow(answer.token(), past, () -> Holding.alive(holder));
    return Summary.print(surroundings, key, end, holder);
  }

  private Mailbox.Answer ask(ResourceKey key) throws InterruptedException {
    Mailbox mailbox = new Mailbox(paths);
    String id = surroundings.uids().get();
    mailbox.send(new Mailbox.Letter(id, key));
    Instant deadline = surroundings.clock().instant().plus(PATIENCE);
    while (surroundings.clock().instant().isBefore(deadline) && Holding.alive(holder)) {
      Optional<Mailbox.Answer> answer = mailbox.take(id);
      if (answer.isPresent()) {
        return answer.get();
      }
      Thread.sleep(50);
    }
    mailbox.withdraw(id);
    throw new CommandFailed(
        ExitCodes.REFUSED,
        "the state folder "
            + paths.root()
            + " is held by "
            + holder
            + ", which did not answer within "
            + PATIENCE.toSeconds()
            + " s; wait until it ends, stop it, or use another folder with --state");
  }
}
