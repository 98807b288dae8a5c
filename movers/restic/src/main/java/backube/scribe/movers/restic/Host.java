package backube.scribe.movers.restic;

/** Host names under which snapshots are filed. */
final class Host {
  static final int LONGEST = 253;
  static final String PATTERN = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$";
  static final String EXPECTED = "letters, digits, dots, dashes and underscores, such as volsync";

  private Host() {}
}
