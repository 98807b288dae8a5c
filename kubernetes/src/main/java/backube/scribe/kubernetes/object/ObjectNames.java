package backube.scribe.kubernetes.object;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.MoverName;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Names of the objects that are made for a resource. Those of VolSync are kept; a second try of the
 * same run gets a number at the end, because its predecessor may still be there.
 */
public final class ObjectNames {
  /** Longest name that fits into a label. */
  private static final int LABEL = 63;

  /** Longest name of an object. */
  private static final int NAME = 253;

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private final Dialect dialect;
  private final ResourceKey key;

  public ObjectNames(Dialect dialect, ResourceKey key) {
    this.dialect = dialect;
    this.key = key;
  }

  /** The Job of an attempt. Its name is a label of its pods. */
  public String job(String mover, ThingId attempt) {
    String before =
        dialect.namedJobs().contains(mover)
            ? directed(mover)
            : dialect.prefix() + key.role().direction() + "-";
    return fit(before, key.name(), round(attempt.round()), LABEL);
  }

  /** The copy of a pull secret of the controller, as long as that Job is there. */
  public static String pullSecret(String job, String original) {
    return job + "-pull-" + checksum(original);
  }

  /** The clone of a source, or the snapshot and the volume made from it, which share the name. */
  public String copy(ThingId copy) {
    return fit(dialect.prefix(), key.name(), "-src" + round(copy.round()), NAME);
  }

  /** The snapshot for a copy where something else has the copy's name. */
  public String copyBeside(ThingId copy) {
    return fit(dialect.prefix(), key.name(), "-src" + round(copy.round()) + "-" + copy.run(), NAME);
  }

  /**
   * The volume made for a destination; VolSync calls that which a peer fills by another name.
   *
   * @param received whether a peer does
   */
  public String destination(boolean received) {
    return fit(dialect.prefix(), key.name(), received ? "-dst" : "-dest", NAME);
  }

  /** A scratch volume. */
  public String scratch(String name) {
    return fit(dialect.prefix() + key.role().direction() + "-", key.name(), "-" + name, NAME);
  }

  /**
   * The snapshot that a destination publishes. The number of a run is the second in which it began,
   * or later, and belongs to no other run of the resource.
   *
   * @param claim name of the data volume
   */
  public String image(ThingId image, String claim) {
    return fit(
        "",
        claim,
        "-" + SECOND.format(Instant.ofEpochSecond(image.run())) + round(image.round()),
        NAME);
  }

  /** The ServiceAccount of the movers of a resource. */
  public String account() {
    return fit(dialect.prefix() + key.role().direction() + "-", key.name(), "", NAME);
  }

  /** The Service through which the peer of a mover reaches it. */
  public String service(String mover) {
    return fit(directed(mover), key.name(), "", LABEL);
  }

  /**
   * What a generated Secret is called, and what VolSync called the only one of a mover, which did
   * not tell a source from a destination.
   */
  public List<String> secrets(String mover, String role) {
    return role.isEmpty()
        ? List.of(
            fit(directed(mover), key.name(), "", NAME),
            fit(dialect.prefix() + MoverName.dashed(mover) + "-", key.name(), "", NAME))
        : List.of(fit(directed(mover) + role + "-", key.name(), "", NAME));
  }

  /** By which label the pods of a resource's mover are found. */
  public String peer() {
    return fit(key.role().direction() + "-", key.name(), "", LABEL);
  }

  private String directed(String mover) {
    return dialect.prefix() + MoverName.dashed(mover) + "-" + key.role().direction() + "-";
  }

  private static String round(int round) {
    return round <= 1 ? "" : "-" + round;
  }

  /**
   * A name that would be too long has the middle part replaced by its checksum, as VolSync does.
   */
  private static String fit(String before, String name, String after, int most) {
    String whole = before + name + after;
    if (whole.length() <= most) {
      return whole;
    }
    return before + checksum(name) + after;
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
