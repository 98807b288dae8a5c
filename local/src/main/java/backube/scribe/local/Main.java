package backube.scribe.local;

/** Starts {@code bin/scribe}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("scribe");
  }
}
