package backube.scribe.kubernetes.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.kubernetes.lead.LeaseTerms;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** By what several controllers agree which one of them works. */
final class LeaseOptions {
  @CommandLine.Option(
      names = "--leader-elect",
      arity = "0..1",
      fallbackValue = "true",
      description = "Work only while holding a lease, so that there may be several controllers.")
  boolean elect;

  @CommandLine.Option(
      names = "--lease-namespace",
      paramLabel = "NAMESPACE",
      description = "Where the lease is; implies --leader-elect. Default: that of POD_NAMESPACE.")
  @Nullable String namespace;

  @CommandLine.Option(
      names = "--lease-name",
      paramLabel = "NAME",
      defaultValue = "scribe-controller",
      description = "Name of the lease. Default: ${DEFAULT-VALUE}.")
  String name = "";

  @CommandLine.Option(
      names = "--lease-seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = {
        "When a controller that died is replaced. One that can't reach the API server for two",
        "thirds of it ends. Default: ${DEFAULT-VALUE}."
      })
  int seconds;

  /** The terms; empty if there is only one controller. */
  Optional<LeaseTerms> terms(Surroundings surroundings, String holder) {
    if (!elect && namespace == null) {
      return Optional.empty();
    }
    if (seconds < 6) {
      throw new CommandFailed(
          ExitCodes.USAGE, "--lease-seconds: " + seconds + " is too short; use 6 or more");
    }
    String where =
        Optional.ofNullable(namespace)
            .or(() -> surroundings.variable("POD_NAMESPACE"))
            .orElseThrow(
                () ->
                    new CommandFailed(
                        ExitCodes.USAGE,
                        "--leader-elect: no namespace for the lease; set --lease-namespace, or the"
                            + " variable POD_NAMESPACE"));
    Duration lease = Duration.ofSeconds(seconds);
    return Optional.of(
        new LeaseTerms(
            where,
            name,
            holder,
            lease,
            lease.multipliedBy(2).dividedBy(3),
            lease.multipliedBy(2).dividedBy(15)));
  }
}
