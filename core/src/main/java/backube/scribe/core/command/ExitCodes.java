package backube.scribe.core.command;

/** Exit codes; part of the interface. */
public final class ExitCodes {
  /** It did what it was asked, maybe with warnings, which are printed. */
  public static final int OK = 0;

  /** A sync failed, or can't start as things are. */
  public static final int FAILED = 1;

  /** The command line or a manifest is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** This machine, the state folder or another controller does not let us work. */
  public static final int REFUSED = 3;

  /** Something unforeseen: a defect of this program. */
  public static final int DEFECT = 70;

  private ExitCodes() {}
}
