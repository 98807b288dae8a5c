package backube.scribe.core.section;

/** A section's type can't be used: a defect of the mover, found when it is loaded. */
public final class UnsupportedSection extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the field, what was found and what would be right
   */
  UnsupportedSection(String message) {
    super(message);
  }
}
