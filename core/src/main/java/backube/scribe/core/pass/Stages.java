package backube.scribe.core.pass;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Step;
import backube.scribe.core.queue.Claimed;
import backube.scribe.core.sync.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Cuts a plan's steps into stages: neighbours with equal claims and need of data share one. */
final class Stages {
  private Stages() {}

  /**
   * The stages.
   *
   * @param name gives the thing that a claim is on its hashed name
   */
  static List<Stage> of(List<Step> steps, BiFunction<Claim, String, String> name) {
    List<Stage> stages = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      names.add(step.name());
      boolean last = i == steps.size() - 1 || !together(step, steps.get(i + 1));
      if (last) {
        stages.add(new Stage(names, step.data(), claimed(step, name)));
        names = new ArrayList<>();
      }
    }
    return stages;
  }

  private static boolean together(Step one, Step other) {
    return one.data() == other.data() && one.claims().equals(other.claims());
  }

  private static List<Claimed> claimed(Step step, BiFunction<Claim, String, String> name) {
    return step.claims().stream()
        .map(
            claim ->
                new Claimed(name.apply(claim, claim.what()), claim.mode() == Claim.Mode.EXCLUSIVE))
        .toList();
  }
}
