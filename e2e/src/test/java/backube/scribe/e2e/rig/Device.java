package backube.scribe.e2e.rig;

/** The content of a raw block device. */
public interface Device {
  String claim();

  /** Writes all of it anew, by chance. */
  void fill();

  /** Writes some bytes at a distance from the beginning. */
  void write(long at, String text);

  /** SHA-256 of all of it. */
  String digest();
}
