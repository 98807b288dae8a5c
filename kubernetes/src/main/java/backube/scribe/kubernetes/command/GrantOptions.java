package backube.scribe.kubernetes.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.kubernetes.run.GrantTerms;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What movers are granted beyond their resource. */
final class GrantOptions {
  @CommandLine.Option(
      names = "--mover-image-pull-secrets",
      paramLabel = "SECRET",
      split = ",",
      description = {
        "Secrets of the controller's namespace (POD_NAMESPACE) with which movers' images are pulled;",
        "a mover has a copy in its namespace as long as it works. Separated by commas."
      })
  List<String> pullSecrets = List.of();

  @CommandLine.Option(
      names = "--privileged-mover-role",
      paramLabel = "CLUSTERROLE",
      description = {
        "ClusterRole that a privileged mover's ServiceAccount is bound to as long as it works: on",
        "OpenShift one that may use a SecurityContextConstraints. Default: none."
      })
  @Nullable String privilegedRole;

  GrantTerms terms(Surroundings surroundings) {
    List<String> named = pullSecrets.stream().filter(name -> !name.isBlank()).toList();
    Optional<String> namespace = surroundings.variable("POD_NAMESPACE");
    if (!named.isEmpty() && namespace.isEmpty()) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "--mover-image-pull-secrets: nobody says in which namespace they are; set the variable"
              + " POD_NAMESPACE");
    }
    return new GrantTerms(namespace.orElse(""), named, Optional.ofNullable(privilegedRole));
  }
}
