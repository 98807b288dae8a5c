package backube.scribe.movers.rsync;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import java.util.Optional;

/** The pre-shared key: the user's, or one that is generated. */
final class Psk {
  /** The only Secret that these movers generate. */
  static final String ROLE = "";

  private static final String KEY = "psk.txt";

  /** Identity of a generated key, and how long it is. */
  private static final String IDENTITY = "volsync:";

  private static final int BYTES = 64;

  private Psk() {}

  static Requirements.Builder require(Optional<String> given) {
    Requirements.Builder requirements = Requirements.builder();
    Optional<Ref> secret = Container.given(given);
    return secret.isPresent()
        ? requirements.keys(secret.get(), KEY)
        : requirements.generates(GeneratedSecret.of(ROLE).randomHex(KEY, IDENTITY, BYTES).build());
  }

  static void mount(Plan.Builder plan, Optional<String> given) {
    plan.file(
        Container.given(given).orElseGet(() -> Ref.generated(ROLE)), KEY, Container.KEYS + KEY);
  }
}
