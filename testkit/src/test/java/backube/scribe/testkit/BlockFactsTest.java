package backube.scribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Facts of a run whose volume is a raw block device. */
class BlockFactsTest {
  private static final DataMover DISK =
      new DataMover() {
        @Override
        public String name() {
          return "disk";
        }

        @Override
        public String image() {
          return "example.org/disk";
        }

        @Override
        public Optional<MoverSide<?, ?>> source() {
          return Optional.of(
              MoverSide.of(Nothing.class, Group.VOLUME, Group.BLOCK)
                  .plan(
                      run ->
                          Plan.builder()
                              .step(Step.named("copy"))
                              .env("DEVICE", Boolean.toString(run.volume().block()))
                              .build()));
        }
      };

  record Nothing() {}

  @Test
  void aPlanIsToldOfTheDevice() {
    assertThat(device("block: true\n")).isEqualTo("true");
    assertThat(device("")).isEqualTo("false");
  }

  private static @Nullable String device(String fact) {
    return PlanFacts.read(fact + "section: {copyMethod: Direct}")
        .plan(DISK)
        .env()
        .get("DEVICE")
        .value();
  }
}
