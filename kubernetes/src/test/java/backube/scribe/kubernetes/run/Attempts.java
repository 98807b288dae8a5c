package backube.scribe.kubernetes.run;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.object.Owners;
import java.util.Map;
import java.util.Optional;

/** Attempts of the source {@code photos}. */
final class Attempts {
  /** What a section says of the pod that says nothing. */
  static final AttemptOptions PLAIN =
      new AttemptOptions(Optional.empty(), Optional.empty(), Map.of());

  private Attempts() {}

  /** The first of a run, with all steps of the plan. */
  static Attempt of(
      Plan plan, Attempt.Data data, Optional<VolumeRequest> volume, AttemptOptions options) {
    Replication owner = Owners.source("photos");
    return new Attempt(
        owner.key(),
        owner.uid(),
        ThingId.attempt(7, 1),
        owner.uid() + "-7",
        "restic",
        "image:1",
        plan,
        plan.steps().stream().map(Step::name).toList(),
        true,
        1,
        data,
        volume,
        options);
  }
}
