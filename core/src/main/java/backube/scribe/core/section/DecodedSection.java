package backube.scribe.core.section;

import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.volume.VolumeRequest;
import java.util.Optional;

/**
 * A section, each part with the types of its owner.
 *
 * @param config the mover's own fields
 * @param volume what it asks of volumes; empty if the side declares no volume
 * @param options what concerns attempts
 * @param endpoint how the endpoint of its plans is offered
 */
public record DecodedSection<C extends Record>(
    C config, Optional<VolumeRequest> volume, AttemptOptions options, EndpointOptions endpoint) {}
