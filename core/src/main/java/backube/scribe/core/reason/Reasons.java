package backube.scribe.core.reason;

/** Every reason that conditions and events carry, beside those of failure classes. */
public final class Reasons {
  /** A sync runs. */
  public static final String SYNC_IN_PROGRESS = "SyncInProgress";

  /** Temporary objects are being removed. */
  public static final String CLEANING_UP = "CleaningUp";

  /** Idle until the schedule's next slot. */
  public static final String WAITING_FOR_SCHEDULE = "WaitingForSchedule";

  /** Idle until the manual trigger changes. */
  public static final String WAITING_FOR_MANUAL = "WaitingForManual";

  /** Due, and waiting for a free slot or for another resource's claim. */
  public static final String QUEUED = "Queued";

  /** {@code spec.paused} holds back the next sync. */
  public static final String PAUSED = "Paused";

  /** An attempt failed; the next one waits. */
  public static final String RETRYING = "Retrying";

  /** A volume or a copy is not usable yet. */
  public static final String WAITING_FOR_VOLUME = "WaitingForVolume";

  /** The mover can't begin to work yet: no node for it, no image, a quota. */
  public static final String WAITING_FOR_MOVER = "WaitingForMover";

  /** A mover listens, and its peer has not come, or is not done. */
  public static final String WAITING_FOR_PEER = "WaitingForPeer";

  /** The keys that a mover generates are being made. */
  public static final String WAITING_FOR_KEYS = "WaitingForKeys";

  /** Where a mover will listen can't be reached yet. */
  public static final String NO_SERVICE_ADDRESS = "NoServiceAddressAssigned";

  /** It is known where a mover listens. */
  public static final String SERVICE_ADDRESS = "ServiceAddressAssigned";

  /** A mover that listened was ended before its peer was done. */
  public static final String LISTENING_ENDED = "ListeningEnded";

  /** An object of a name that is needed belongs to something else. */
  public static final String NAME_IN_USE = "NameInUse";

  /** The spec can't be carried out as it stands. */
  public static final String INVALID_SPEC = "InvalidSpec";

  /** The schedule, or its time zone, can't be used. */
  public static final String INVALID_SCHEDULE = "InvalidSchedule";

  /** No mover, or more than one, is named. */
  public static final String NO_SINGLE_MOVER = "NoSingleMover";

  /** The mover that the spec names is not installed. */
  public static final String MOVER_NOT_INSTALLED = "MoverNotInstalled";

  /** The mover's plugin misbehaved. */
  public static final String MOVER_DEFECT = "MoverDefect";

  /** A Secret or ConfigMap, or a key of it, is missing. */
  public static final String MISSING_REFERENCE = "MissingReference";

  /** A volume is missing or can't be used. */
  public static final String VOLUME_UNUSABLE = "VolumeUnusable";

  /** Another resource files its data under the same identity. */
  public static final String IDENTITY_IN_USE = "IdentityInUse";

  /** The last sync ended well, with something to know. */
  public static final String COMPLETED_WITH_WARNINGS = "CompletedWithWarnings";

  /** The last sync ended well, with nothing to know. */
  public static final String NO_WARNINGS = "NoWarnings";

  /** Something could not be done; it is tried again. */
  public static final String EFFECT_FAILED = "EffectFailed";

  /** The frozen plan of a run is lost. */
  public static final String PLAN_LOST = "PlanLost";

  /** The point-in-time copy of a run is lost. */
  public static final String COPY_LOST = "CopyLost";

  /** The volume that was restored into is gone, and no image of it was made. */
  public static final String VOLUME_LOST = "VolumeLost";

  /** A sync ended well. */
  public static final String SYNC_SUCCEEDED = "SyncSucceeded";

  private Reasons() {}
}
