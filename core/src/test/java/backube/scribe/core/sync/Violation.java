package backube.scribe.core.sync;

/** A property does not hold. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final Property property;

  Violation(Property property, String what) {
    super(property + ": " + what);
    this.property = property;
  }
}
