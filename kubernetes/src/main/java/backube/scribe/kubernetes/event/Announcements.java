package backube.scribe.kubernetes.event;

import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.kubernetes.dialect.Dialect;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Events about the objects of resources: that a volume or a snapshot was made, that one is long in
 * coming, that a transfer starts, and that one has failed. For dialects that have them; in ours the
 * condition and the end of a sync tell as much at a fraction of the requests.
 */
public final class Announcements {
  private static final Duration SNAPSHOT_TAKES = Duration.ofSeconds(30);
  private static final Duration CLAIM_TAKES = Duration.ofMinutes(2);

  private final RelatedEvents events;
  private final Dialect dialect;
  private final InstantSource clock;
  private final Set<String> late = Collections.synchronizedSet(Recent.set());
  private final Set<String> begun = Collections.synchronizedSet(Recent.set());
  private final Set<String> over = Collections.synchronizedSet(Recent.set());

  /**
   * @param dialect says whether there are any
   */
  public Announcements(ClusterEvents events, Dialect dialect, InstantSource clock) {
    this((RelatedEvents) events, dialect, clock);
  }

  Announcements(RelatedEvents events, Dialect dialect, InstantSource clock) {
    this.events = events;
    this.dialect = dialect;
    this.clock = clock;
  }

  /** An object was made. */
  public void made(Replication owner, HasMetadata object) {
    if (dialect.announces()) {
      events.record(
          owner,
          Events.Type.NORMAL,
          object.getKind() + "Created",
          "Create" + object.getKind(),
          "created " + named(object) + origin(object),
          object);
    }
  }

  /** An object can't be used yet; told once, when it has taken too long. */
  public void awaited(Replication owner, HasMetadata object) {
    Duration usual = object instanceof VolumeSnapshot ? SNAPSHOT_TAKES : CLAIM_TAKES;
    Instant made = Instant.parse(object.getMetadata().getCreationTimestamp());
    if (dialect.announces()
        && clock.instant().isAfter(made.plus(usual))
        && late.add(object.getMetadata().getUid())) {
      events.record(
          owner,
          Events.Type.WARNING,
          object.getKind() + "NotBound",
          "Create" + object.getKind(),
          "waiting for %s to bind; check %s".formatted(named(object), suspects(object)),
          object);
    }
  }

  /** A mover starts; told once. */
  public void started(Replication owner, String mover, Job job) {
    if (dialect.transfers().contains(mover) && begun.add(job.getMetadata().getUid())) {
      events.record(
          owner,
          Events.Type.NORMAL,
          "TransferStarted",
          "CreateMover",
          "starting %s to %s data"
              .formatted(named(job), owner.key().role() == Role.SOURCE ? "transmit" : "receive"),
          job);
    }
  }

  /** A mover has failed, and its Job goes; told once. */
  public void failed(Replication owner, String mover, Job job) {
    if (dialect.transfers().contains(mover) && over.add(job.getMetadata().getUid())) {
      events.record(
          owner,
          Events.Type.WARNING,
          "TransferFailed",
          "DeleteMover",
          "mover Job backoff limit reached",
          job);
    }
  }

  private static String origin(HasMetadata object) {
    if (object instanceof VolumeSnapshot snapshot) {
      return " from PersistentVolumeClaim/"
          + snapshot.getSpec().getSource().getPersistentVolumeClaimName();
    }
    TypedLocalObjectReference from = ((PersistentVolumeClaim) object).getSpec().getDataSource();
    if (from == null) {
      return " to receive incoming data";
    }
    return (clone(object) ? " as a clone of " : " from ") + from.getKind() + "/" + from.getName();
  }

  private static String suspects(HasMetadata object) {
    if (object instanceof VolumeSnapshot) {
      return "VolumeSnapshotClass name and ensure CSI driver supports volume snapshots";
    }
    return clone(object)
        ? "StorageClass name and ensure CSI driver supports volume cloning"
        : "StorageClass name and CSI driver capabilities";
  }

  private static boolean clone(HasMetadata object) {
    return object instanceof PersistentVolumeClaim claim
        && claim.getSpec().getDataSource() != null
        && claim.getSpec().getDataSource().getKind().equals(claim.getKind());
  }

  private static String named(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  /** The newest of many: what is forgotten is told twice at worst. */
  private static final class Recent extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    static Set<String> set() {
      return Collections.newSetFromMap(new Recent());
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST;
    }
  }
}
