package backube.scribe.kubernetes.process;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Says which option to change when an address can't be listened at. */
final class Listening {
  private Listening() {}

  static CommandFailed failed(String option, InetSocketAddress at, IOException e) {
    return new CommandFailed(
        ExitCodes.REFUSED,
        "%s: can't listen at %s: %s; choose another address, or 0 for none"
            .formatted(option, at, e.getMessage()));
  }
}
