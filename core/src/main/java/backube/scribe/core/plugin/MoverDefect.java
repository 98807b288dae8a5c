package backube.scribe.core.plugin;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mover's code did what it must not: it threw, or answered null. */
public final class MoverDefect extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  private MoverDefect(Refusal refusal, @Nullable Throwable cause) {
    super(refusal.message(), cause);
    this.refusal = refusal;
  }

  /** For the condition. */
  public Refusal refusal() {
    return refusal;
  }

  /**
   * Calls a function of a mover: every call into a plugin goes through here.
   *
   * @param what it is asked for, such as {@code its plan}
   * @throws MoverDefect whatever the function throws, linkage errors included
   */
  @SuppressWarnings("CatchingUnchecked") // whatever a plugin throws, it is its own trouble
  public static <T> T guard(InstalledMover mover, String what, Supplier<@Nullable T> function)
      throws MoverDefect {
    T answer;
    try {
      answer = function.get();
    } catch (Throwable e) {
      throw of(mover, "asked for %s, threw %s".formatted(what, PluginRefused.describe(e)), e);
    }
    if (answer == null) {
      throw of(mover, "asked for %s, answered null".formatted(what), null);
    }
    return answer;
  }

  static MoverDefect of(InstalledMover mover, String what, @Nullable Throwable cause) {
    return new MoverDefect(
        new Refusal(
            Reasons.MOVER_DEFECT,
            "mover %s (plugin %s %s) is defective: %s; tell its author or use another release"
                .formatted(mover.name(), mover.pluginId(), mover.version(), what)),
        cause);
  }
}
