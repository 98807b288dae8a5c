package backube.scribe.core.run;

import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.PodOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a section that the core owns and that concern attempts.
 *
 * @param pod how the pod is run; empty if the side does not declare it
 * @param customCa certificate authority to trust
 * @param scratch options of each scratch volume, by its name
 */
public record AttemptOptions(
    Optional<PodOptions> pod, Optional<CustomCa> customCa, Map<String, ScratchOptions> scratch) {}
