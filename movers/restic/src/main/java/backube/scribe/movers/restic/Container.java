package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;

/** What the container expects on both sides. */
final class Container {
  /** The scratch volume, and its mount point below the root. */
  static final String CACHE = "cache";

  /** Value of a switch that is on. */
  static final String ON = "1";

  private Container() {}

  /** A plan with the settings of both sides. */
  static Plan.Builder plan(String host) {
    return Plan.builder()
        .scratch(CACHE)
        .capabilities("DAC_OVERRIDE", "CHOWN", "FOWNER", "FSETID", "SETFCAP")
        .env("RESTIC_CACHE_DIR", "/" + CACHE)
        .env("RESTIC_HOST", host);
  }
}
