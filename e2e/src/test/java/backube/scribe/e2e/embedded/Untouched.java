package backube.scribe.e2e.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.tool.Shell;

/** Volumes and repositories of a scenario as they were, to show that nothing happened to them. */
final class Untouched {
  private static final String LIST =
      """
      find volumes repositories -printf '%p %y %m %U:%G %s %T@ %l\\n' | LC_ALL=C sort
      find volumes repositories -type f -exec sha256sum {} + | LC_ALL=C sort
      """;

  private final EmbeddedRig rig;
  private final String before;

  private Untouched(EmbeddedRig rig) {
    this.rig = rig;
    before = listing();
  }

  static Untouched as(EmbeddedRig rig) {
    return new Untouched(rig);
  }

  /** Fails if anything was created, changed or lost, or if a run has left something. */
  void check() {
    assertThat(listing()).as("volumes and repositories").isEqualTo(before);
    assertThat(rig.leftovers()).as("leftovers").isEmpty();
  }

  private String listing() {
    return Shell.script(rig.path("."), LIST);
  }
}
