package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import java.util.Optional;

/** A mover's answers, asked for once when it is loaded. */
record ResolvedMover(
    String name,
    String image,
    Optional<MoverSide<?, ?>> source,
    Optional<MoverSide<?, ?>> destination)
    implements DataMover {}
