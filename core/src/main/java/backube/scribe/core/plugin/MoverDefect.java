package backube.scribe.core.plugin;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import org.jspecify.annotations.Nullable;

/** A mover's code did what it must not. The only thing that functions of loaded movers throw. */
public final class MoverDefect extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MoverDefect(String mover, String what, @Nullable Throwable cause) {
    super(
        "mover %s is defective: %s; tell its author or use another release".formatted(mover, what),
        cause);
  }

  /** For the condition. */
  public Refusal refusal() {
    return new Refusal(Reasons.MOVER_DEFECT, String.valueOf(getMessage()));
  }
}
