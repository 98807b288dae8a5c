package backube.scribe.core.section;

/** A record of a mover refused what the schema made from it allows: a defect of the mover. */
public final class SectionDefect extends Exception {
  private static final long serialVersionUID = 1L;

  SectionDefect(Class<?> type, Throwable cause) {
    super(
        "%s can't hold a section that its schema allows: %s"
            .formatted(type.getName(), cause.getClass().getSimpleName()),
        cause);
  }
}
