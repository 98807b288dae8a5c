package backube.scribe.kubernetes.object;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.MoverName;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The labels and the owner that tell what an object is for; only what carries them is ours. */
public final class Stamp {
  /** Who made an object. */
  public static final String CREATED_BY = "app.kubernetes.io/created-by";

  private static final String OWNER = "owner";
  private static final String PART = "part";
  private static final String RUN = "run";
  private static final String ROUND = "round";

  /** On what is removed when a run is over; VolSync's name. */
  private static final String CLEANUP = "cleanup";

  private final Dialect dialect;

  public Stamp(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Metadata of an object that a run makes. */
  public ObjectMeta of(Replication owner, String name, ThingId id) {
    Map<String, String> labels = common(owner.uid());
    labels.put(dialect.key(PART), id.kind().name().toLowerCase(Locale.ROOT));
    labels.put(dialect.key(RUN), Long.toString(id.run()));
    labels.put(dialect.key(ROUND), Integer.toString(id.round()));
    if (id.kind() == ThingId.Kind.ATTEMPT || id.kind() == ThingId.Kind.COPY) {
      labels.put(dialect.key(CLEANUP), owner.uid());
    }
    return meta(owner, name, labels);
  }

  /** Metadata of an object that outlives runs, such as a cache. */
  public ObjectMeta lasting(Replication owner, String name) {
    return meta(owner, name, common(owner.uid()));
  }

  /** The same of one that is removed after each success. */
  public ObjectMeta temporary(Replication owner, String name) {
    return temporary(owner, lasting(owner, name));
  }

  /** Says of an object that it is removed after each success. */
  public ObjectMeta temporary(Replication owner, ObjectMeta meta) {
    meta.getLabels().put(dialect.key(CLEANUP), owner.uid());
    return meta;
  }

  /** Selects everything that this dialect made. */
  public Map<String, String> everything() {
    return Map.of(CREATED_BY, dialect.creator());
  }

  /** Selects everything of the resource. */
  public Map<String, String> selector(Replication owner) {
    return selector(owner.uid());
  }

  /** Selects everything of the resource that has, or had, this uid. */
  public Map<String, String> selector(String owner) {
    return common(owner);
  }

  private Map<String, String> common(String owner) {
    Map<String, String> labels = new HashMap<>();
    labels.put(CREATED_BY, dialect.creator());
    labels.put(dialect.key(OWNER), owner);
    return labels;
  }

  private ObjectMeta meta(Replication owner, String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withNamespace(owner.key().namespace())
        .withName(name)
        .withLabels(labels)
        .withOwnerReferences(reference(owner))
        .build();
  }

  private OwnerReference reference(Replication owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(dialect.apiVersion())
        .withKind(owner.key().role().kind())
        .withName(owner.key().name())
        .withUid(owner.uid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** Whose an object is; empty if it is not ours. */
  public Optional<String> owner(ObjectMeta meta) {
    return ours(meta) ? label(meta, OWNER) : Optional.empty();
  }

  /**
   * Whether the object belongs to this resource, by whichever controller it was made: a resource
   * has but one controller at a time, which owns what the one before has made.
   */
  public boolean isOf(ObjectMeta meta, Replication owner) {
    return belongs(meta, owner)
        || controller(meta).filter(found -> owner.uid().equals(found.getUid())).isPresent();
  }

  /** Labels of the pods of a mover that listens, by which its Service selects them. */
  public Map<String, String> peerLabels(ResourceKey key, String mover) {
    Map<String, String> labels = new HashMap<>();
    labels.put("app.kubernetes.io/name", new ObjectNames(dialect, key).peer());
    labels.put("app.kubernetes.io/component", MoverName.dashed(mover) + "-mover");
    labels.put("app.kubernetes.io/part-of", dialect.creator());
    return labels;
  }

  /** Whether the object was made for this resource. */
  public boolean belongs(ObjectMeta meta, Replication owner) {
    return owner(meta).filter(owner.uid()::equals).isPresent();
  }

  /** Whether the object is this thing of this resource. */
  public boolean is(ObjectMeta meta, Replication owner, ThingId id) {
    return belongs(meta, owner) && id(meta).filter(id::equals).isPresent();
  }

  /** What an object is for; empty if it is not ours or lasts longer than a run. */
  public Optional<ThingId> id(ObjectMeta meta) {
    if (!ours(meta)) {
      return Optional.empty();
    }
    try {
      return label(meta, PART)
          .map(
              part ->
                  new ThingId(
                      ThingId.Kind.valueOf(part.toUpperCase(Locale.ROOT)),
                      Long.parseLong(label(meta, RUN).orElse("")),
                      Integer.parseInt(label(meta, ROUND).orElse(""))));
    } catch (IllegalArgumentException changedByHand) {
      return Optional.empty();
    }
  }

  /** Whether a label is one of those that make an object ours. */
  public boolean marks(String label) {
    return label.equals(CREATED_BY)
        || Stream.of(OWNER, PART, RUN, ROUND, CLEANUP).map(dialect::key).anyMatch(label::equals);
  }

  /** Whether an object was made for a resource of whatever dialect. */
  public static boolean byAnyDialect(ObjectMeta meta) {
    return meta.getLabels() != null
        && Dialect.ALL.stream()
            .map(Dialect::creator)
            .anyMatch(creator -> creator.equals(meta.getLabels().get(CREATED_BY)));
  }

  /** The reference to the resource, which alone has its name; empty if it was taken from it. */
  public static Optional<OwnerReference> controller(ObjectMeta meta) {
    return meta.getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst(); // the API server takes no second one
  }

  private boolean ours(ObjectMeta meta) {
    return meta.getLabels() != null && dialect.creator().equals(meta.getLabels().get(CREATED_BY));
  }

  private Optional<String> label(ObjectMeta meta, String name) {
    return Optional.ofNullable(meta.getLabels().get(dialect.key(name)));
  }
}
