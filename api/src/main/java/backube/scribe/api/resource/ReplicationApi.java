package backube.scribe.api.resource;

/** Group and version under which the resources are served. */
public final class ReplicationApi {
  /** API group. */
  public static final String GROUP = "scribe.backube";

  /** API version. */
  public static final String VERSION = "v1alpha1";

  private ReplicationApi() {}
}
