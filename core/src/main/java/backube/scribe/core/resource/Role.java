package backube.scribe.core.resource;

/** Which of the two resources. */
public enum Role {
  /** A ReplicationSource. */
  SOURCE("ReplicationSource", "src"),
  /** A ReplicationDestination. */
  DESTINATION("ReplicationDestination", "dst");

  private final String kind;
  private final String direction;

  Role(String kind, String direction) {
    this.kind = kind;
    this.direction = direction;
  }

  /** Kind of the resource, as in manifests. */
  public String kind() {
    return kind;
  }

  /** {@code src} or {@code dst}, as in the names of objects. */
  public String direction() {
    return direction;
  }
}
