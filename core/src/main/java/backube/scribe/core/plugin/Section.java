package backube.scribe.core.plugin;

import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.volume.VolumeRequest;
import java.util.Optional;

/**
 * A resource's section, decoded: each part with the types of its owner.
 *
 * @param mover the mover it chose
 * @param side the mover's side for this kind of resource
 * @param config the mover's own fields
 * @param volume what it asks of volumes; empty if the side declares no volume
 * @param options what concerns attempts
 * @param endpoint how the endpoint of its plans is offered
 * @param status the mover's status section as it was last written; empty if there is none or it
 *     can't be read
 */
public record Section<C extends Record, S extends Record>(
    InstalledMover mover,
    MoverSide<C, S> side,
    C config,
    Optional<VolumeRequest> volume,
    AttemptOptions options,
    EndpointOptions endpoint,
    Optional<S> status) {}
