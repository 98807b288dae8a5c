package backube.scribe.kubernetes.command;

import picocli.CommandLine;

/** {@code scribe crds}. */
@CommandLine.Command(
    name = "crds",
    description = "The CustomResourceDefinitions for the movers that are installed.",
    subcommands = CrdsRenderCommand.class,
    mixinStandardHelpOptions = true)
public final class CrdsCommand {}
