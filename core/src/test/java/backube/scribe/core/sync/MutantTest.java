package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each property can fail: an engine with a defect is caught by the property that is about it. */
@Execution(ExecutionMode.CONCURRENT)
class MutantTest {
  private static final int WORLDS = 4_000;
  private static final List<Faults> MIXES =
      List.of(Faults.UNLUCKY, Faults.UNRELIABLE, Faults.MEDDLED, Faults.FORGETFUL, Faults.OUTDATED);

  @ParameterizedTest
  @EnumSource
  void anEngineIsCaughtThat(Mutant mutant) {
    Decider engine = mutant.of(new Engine(NastyWorld.PATIENCE)::decide);
    Set<Property> others = EnumSet.noneOf(Property.class);

    for (int seed = 0; seed < WORLDS; seed++) {
      try {
        Life.play(seed, MIXES.get(seed % MIXES.size()), engine);
      } catch (Violation violation) {
        if (violation.property == mutant.caughtBy) {
          return;
        }
        others.add(violation.property);
      }
    }

    throw new AssertionError(
        "%s is not caught by %s in %d worlds, only by %s"
            .formatted(mutant, mutant.caughtBy, WORLDS, others));
  }

  @Test
  void everyPropertyCatchesAMutant() {
    Set<Property> catching =
        Arrays.stream(Mutant.values()).map(mutant -> mutant.caughtBy).collect(Collectors.toSet());

    assertThat(catching).containsExactlyInAnyOrder(Property.values());
  }
}
