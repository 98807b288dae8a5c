package backube.scribe.kubernetes.dialect;

import backube.scribe.api.resource.ReplicationApi;
import backube.scribe.core.crd.CrdNames;
import java.util.List;

/**
 * A dialect: the API group under which the resources are served, and the names of all that is made
 * for them.
 *
 * @param group API group of the resources; also the prefix of labels and annotations
 * @param prefix of the names of objects, with its dash
 * @param creator value of the label {@code app.kubernetes.io/created-by}
 * @param origin under which shared stores file the data (restic: the host)
 * @param crds what its definitions of the resources have of their own
 * @param movesAsWorkload whether a mover without a security context of its own runs as the pods
 *     that use the volume do, else as an ordinary user; false: whatever its image and the cluster
 *     say
 */
public record Dialect(
    String group,
    String prefix,
    String creator,
    String origin,
    CrdNames crds,
    boolean movesAsWorkload) {
  /** Our own. Data is filed as VolSync files it, so that existing repositories go on. */
  public static final Dialect SCRIBE =
      new Dialect(
          ReplicationApi.GROUP,
          "scribe-",
          "scribe",
          "volsync",
          new CrdNames(ReplicationApi.GROUP, true, List.of()),
          true);

  /** VolSync's, for its manifests, dashboards and repositories. */
  public static final Dialect VOLSYNC =
      new Dialect(
          "volsync.backube",
          "volsync-",
          "volsync",
          "volsync",
          new CrdNames(
              "volsync.backube",
              false,
              List.of("rclone", "restic", "rsync", "rsyncTLS", "syncthing")),
          false);

  /** A label or an annotation of this dialect. */
  public String key(String name) {
    return group + "/" + name;
  }
}
