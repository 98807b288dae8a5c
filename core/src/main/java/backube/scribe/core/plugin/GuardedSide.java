package backube.scribe.core.plugin;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.NoStatus;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import java.util.List;
import java.util.function.Supplier;

/**
 * A side of a mover behind a fence: whatever its functions throw, linkage errors included, comes
 * out as a {@link MoverDefect}, and so does a plan that the controller could not carry out.
 */
final class GuardedSide {
  private final String mover;

  private GuardedSide(String mover) {
    this.mover = mover;
  }

  /**
   * @param mover the mover in words, for the message
   */
  static <C extends Record, S extends Record> MoverSide<C, ?> of(
      String mover, MoverSide<C, S> side) {
    GuardedSide guard = new GuardedSide(mover);
    MoverSide.Builder<C, NoStatus> plain =
        MoverSide.of(side.section(), side.groups().toArray(Group[]::new));
    return side.status() == NoStatus.class
        ? guard.functions(plain, side)
        : guard.functions(guard.telling(plain, side), side);
  }

  private <C extends Record, S extends Record> MoverSide.Builder<C, S> telling(
      MoverSide.Builder<C, NoStatus> plain, MoverSide<C, S> side) {
    MoverSide.Builder<C, S> builder =
        plain.status(
            side.status(),
            (Progress<S> at) -> ask("its status", () -> side.status(at).orElseThrow()));
    return side.announces()
        ? builder.announces(
            known -> ask("its status before a report", () -> side.status(known).orElseThrow()))
        : builder;
  }

  private <C extends Record, S extends Record, T extends Record> MoverSide<C, T> functions(
      MoverSide.Builder<C, T> builder, MoverSide<C, S> side) {
    return builder.requires(section -> requirements(side, section)).plan(run -> plan(side, run));
  }

  private <C extends Record> Requirements requirements(MoverSide<C, ?> side, C section) {
    Requirements requirements = ask("its requirements", () -> side.requirements(section));
    List<String> problems = GeneratedCheck.problems(requirements);
    if (!problems.isEmpty()) {
      throw new MoverDefect(mover, "its requirements " + String.join("; ", problems), null);
    }
    return requirements;
  }

  @SuppressWarnings("unchecked") // without a status section the run's status is empty
  private <C extends Record, S extends Record> Plan plan(MoverSide<C, S> side, Run<C, ?> run) {
    Plan plan = ask("its plan", () -> side.plan((Run<C, S>) run));
    List<String> problems =
        ask("its plan", () -> PlanCheck.problems(plan, side, side.requirements(run.section())));
    if (!problems.isEmpty()) {
      throw new MoverDefect(mover, "its plan " + String.join("; ", problems), null);
    }
    return plan;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a plugin throws, it is its own trouble
  private <T> T ask(String what, Supplier<T> function) {
    try {
      return function.get();
    } catch (Throwable e) {
      throw new MoverDefect(
          mover, "asked for %s, it threw %s".formatted(what, PluginRefused.describe(e)), e);
    }
  }
}
