package backube.scribe.e2e.rig;

/** A resource of the controller's, in the scenario's namespace. */
public record Resource(Kind kind, String name) {
  /** The two kinds, as manifests write them. */
  public enum Kind {
    SOURCE("ReplicationSource"),
    DESTINATION("ReplicationDestination");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public static Resource source(String name) {
    return new Resource(Kind.SOURCE, name);
  }

  public static Resource destination(String name) {
    return new Resource(Kind.DESTINATION, name);
  }

  @Override
  public String toString() {
    return kind.text + " " + name;
  }
}
