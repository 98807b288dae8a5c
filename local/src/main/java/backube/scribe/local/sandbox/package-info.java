/**
 * Attempts as processes in a bubblewrap sandbox: the same entry script with the same paths,
 * environment, arguments and read-only root as in a pod. {@link
 * backube.scribe.local.sandbox.SandboxRuns} implements the port {@link
 * backube.scribe.core.run.Runs}; {@link backube.scribe.local.sandbox.SandboxCheck} says whether
 * this machine lets us. Uses the packages {@code process}, {@code folder} and {@code state}.
 */
@NullMarked
package backube.scribe.local.sandbox;

import org.jspecify.annotations.NullMarked;
