package backube.scribe.kubernetes.dialect;

import backube.scribe.api.resource.ReplicationApi;
import backube.scribe.core.crd.CrdNames;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.dialect.Vocabulary;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect: the API group under which the resources are served, the names of all that is made for
 * them, and by which conventions.
 *
 * @param group API group of the resources; also the prefix of labels and annotations
 * @param prefix of the names of objects, with its dash
 * @param creator value of the label {@code app.kubernetes.io/created-by}
 * @param reporter which controller events name
 * @param announces whether events tell of each volume and snapshot that is made
 * @param crds what its definitions of the resources have of their own
 * @param conventions what the controller does differently for them
 * @param limited whether its movers count against the limit if none was asked for
 * @param namedJobs movers whose name is part of the names of their Jobs
 * @param transfers movers of which events tell when one starts, and that one has failed
 * @param movesAsWorkload whether a mover without a security context of its own runs as the pods
 *     that use the volume do, else as an ordinary user; false: whatever its image and the cluster
 *     say, unless the namespace enforces more
 */
public record Dialect(
    String group,
    String prefix,
    String creator,
    String reporter,
    boolean announces,
    CrdNames crds,
    Conventions conventions,
    boolean limited,
    Set<String> namedJobs,
    Set<String> transfers,
    boolean movesAsWorkload) {
  /** Most movers at a time if no limit was asked for. */
  public static final int MOST_MOVERS = 10;

  /** Our own. */
  public static final Dialect SCRIBE =
      new Dialect(
          ReplicationApi.GROUP,
          "scribe-",
          "scribe",
          ReplicationApi.GROUP + "/controller",
          false,
          new CrdNames(ReplicationApi.GROUP, true),
          Conventions.SCRIBE,
          true,
          Set.of(),
          Set.of(),
          true);

  /** VolSync's, for its manifests, dashboards and repositories. */
  public static final Dialect VOLSYNC =
      new Dialect(
          "volsync.backube",
          "volsync-",
          "volsync",
          "volsync-controller",
          true,
          new CrdNames(
              "volsync.backube",
              false,
              Map.of(
                  Role.SOURCE,
                  List.of("rclone", "restic", "rsync", "rsyncTLS", "syncthing"),
                  Role.DESTINATION,
                  List.of("rclone", "restic", "rsync", "rsyncTLS"))),
          new Conventions(
              "volsync",
              Map.of(
                  "restic.whenEmpty",
                  "Continue",
                  "rclone.writePermissionsFacl",
                  "true",
                  "rsync.keyType",
                  "RSA"),
              volsyncVocabulary(),
              false,
              true,
              Set.of("SETGID", "SETUID", "SYS_CHROOT")),
          false,
          Set.of("rclone", "rsync", "rsyncTLS"),
          Set.of("rsync", "rsyncTLS"),
          false);

  /** All that there are, served or not. */
  public static final List<Dialect> ALL = List.of(SCRIBE, VOLSYNC);

  /** Whatever holds back a sync that is due is part of it; whatever goes wrong is an error. */
  private static Vocabulary volsyncVocabulary() {
    return new Vocabulary(
        Map.of(
            Reasons.WAITING_FOR_SCHEDULE, Reasons.WAITING_FOR_SCHEDULE,
            Reasons.WAITING_FOR_MANUAL, Reasons.WAITING_FOR_MANUAL,
            Reasons.CLEANING_UP, Reasons.CLEANING_UP,
            Reasons.QUEUED, Reasons.SYNC_IN_PROGRESS,
            Reasons.PAUSED, Reasons.SYNC_IN_PROGRESS,
            Reasons.WAITING_FOR_KEYS, Reasons.SYNC_IN_PROGRESS,
            Reasons.NO_SERVICE_ADDRESS, Reasons.SYNC_IN_PROGRESS),
        Optional.of(Reasons.SYNC_IN_PROGRESS),
        Optional.of("Error"));
  }

  /** Group and version of the resources, as references to them have it. */
  public String apiVersion() {
    return group + "/" + ReplicationApi.VERSION;
  }

  /** A label or an annotation of this dialect. */
  public String key(String name) {
    return group + "/" + name;
  }
}
