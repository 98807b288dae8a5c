package backube.scribe.api.mover;

/**
 * Fields that the controller adds to a side's section, decodes and acts on, so that they mean the
 * same for every mover.
 *
 * @param kind which fields
 * @param name prefix of the fields of a {@link Kind#SCRATCH} group; else empty
 */
public record Group(Kind kind, String name) {
  /** Volume options: copy method, capacity, class, access modes; the destination volume. */
  public static final Group VOLUME = new Group(Kind.VOLUME, "");

  /**
   * Says that block volumes are understood, too: such a volume is the device that {@code
   * BLOCK_DEVICE} names, and there is no folder. Adds, on destinations, the field {@code
   * volumeMode}. Use it beside {@link #VOLUME}.
   */
  public static final Group BLOCK = new Group(Kind.BLOCK, "");

  /** How the mover's pod is run. */
  public static final Group POD = new Group(Kind.POD, "");

  /** A certificate authority to trust, mounted at {@code /customCA/ca.crt}. */
  public static final Group CUSTOM_CA = new Group(Kind.CUSTOM_CA, "");

  /**
   * How the endpoint that plans listen on is offered: the fields {@code serviceType} and {@code
   * serviceAnnotations}.
   */
  public static final Group ENDPOINT = new Group(Kind.ENDPOINT, "");

  /** What a group is about. New kinds may come: a {@code switch} needs a default. */
  public enum Kind {
    /** See {@link Group#VOLUME}. */
    VOLUME,
    /** See {@link Group#BLOCK}. */
    BLOCK,
    /** See {@link Group#POD}. */
    POD,
    /** See {@link Group#CUSTOM_CA}. */
    CUSTOM_CA,
    /** See {@link Group#scratch}. */
    SCRATCH,
    /** See {@link Group#ENDPOINT}. */
    ENDPOINT
  }

  /**
   * A volume of the mover's own that survives from run to run and may be lost at any time, mounted
   * at {@code /NAME}. Adds the fields {@code NAMECapacity}, {@code NAMEStorageClassName}, {@code
   * NAMEAccessModes} and, on destinations, {@code cleanupNAMEPVC}.
   */
  public static Group scratch(String name) {
    return new Group(Kind.SCRATCH, name);
  }
}
