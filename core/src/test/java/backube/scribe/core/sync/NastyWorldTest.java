package backube.scribe.core.sync;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@link Property} holds in every world. A failure names the seed of its world and tells what
 * happened in it, line by line.
 */
@Execution(ExecutionMode.CONCURRENT)
class NastyWorldTest {
  private static final Engine ENGINE = new Engine(NastyWorld.PATIENCE);

  static Stream<Arguments> mixes() {
    return Stream.of(
        Arguments.of(Named.of("unlucky", Faults.UNLUCKY)),
        Arguments.of(Named.of("unreliable", Faults.UNRELIABLE)),
        Arguments.of(Named.of("meddled with", Faults.MEDDLED)),
        Arguments.of(Named.of("forgetful", Faults.FORGETFUL)),
        Arguments.of(Named.of("out of date", Faults.OUTDATED)));
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void everyPropertyHoldsInWorldsThatAre(Faults faults) {
    play(0, 4_000, faults);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mixes")
  void everyPropertyHoldsInManyWorldsThatAre(Faults faults) {
    play(1_000_000, 100_000, faults);
  }

  private static void play(long from, int worlds, Faults faults) {
    for (long seed = from; seed < from + worlds; seed++) {
      try {
        Life.play(seed, faults, ENGINE::decide);
      } catch (Violation violation) {
        throw new AssertionError(
            "world " + seed + "\n" + String.join("\n", Life.trace(seed, faults, ENGINE::decide)),
            violation);
      }
    }
  }
}
