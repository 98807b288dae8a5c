package backube.scribe.core.sync;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user of the simulated resource asks for.
 *
 * @param edition of everything that the plan is rendered from
 * @param token of the manual trigger
 */
record Wish(
    Trigger trigger,
    String token,
    @Nullable String request,
    boolean paused,
    Shape shape,
    int edition) {
  static final Duration PERIOD = Duration.ofMinutes(10);

  enum Trigger {
    CONTINUOUS,
    MANUAL,
    SCHEDULED,
    INVALID
  }

  Facts facts(int secret) {
    Due due =
        switch (trigger) {
          case CONTINUOUS -> new Due.Continuous();
          case MANUAL -> new Due.Manual(token);
          case SCHEDULED -> new Due.Scheduled(Wish::slotAfter);
          case INVALID -> new Due.Invalid(new Refusal(Reasons.INVALID_SCHEDULE, "no schedule"));
        };
    return new Facts(
        "uid", due, Optional.ofNullable(request), paused, false, hashCode() + "/" + secret);
  }

  static Instant slotAfter(Instant instant) {
    long period = PERIOD.toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(instant.getEpochSecond(), period) + 1) * period);
  }

  String planHash() {
    return "plan" + edition;
  }

  /** The shape of a run that starts when the user's volume has this uid. */
  Shape rendered(String givenVolume) {
    return Shapes.given(Shapes.hashed(shape, planHash()), givenVolume);
  }

  Wish with(Trigger other) {
    return new Wish(other, token, request, paused, shape, edition);
  }

  Wish with(String otherToken, @Nullable String otherRequest) {
    return new Wish(trigger, otherToken, otherRequest, paused, shape, edition);
  }

  Wish paused(boolean value) {
    return new Wish(trigger, token, request, value, shape, edition);
  }

  Wish with(Shape other) {
    return new Wish(trigger, token, request, paused, other, edition + 1);
  }
}
