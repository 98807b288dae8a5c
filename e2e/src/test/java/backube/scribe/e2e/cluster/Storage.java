package backube.scribe.e2e.cluster;

import java.util.Optional;

/**
 * What volumes of a scenario are made of.
 *
 * @param className of their StorageClass; empty for the cluster's default
 * @param accessMode their only one
 */
record Storage(Optional<String> className, String accessMode) {
  /** Kinds of storage that a cluster may have. */
  enum Kind {
    /** The cluster's default. */
    USUAL,
    /** Copies blocks; volumes are as large as asked for. */
    EXACT,
    /** A volume is made for the first pod that uses it. */
    WAITING
  }

  /** The scenario is left out where there is no such storage. */
  static Storage of(Kind kind, String accessMode, OwnClasses classes) {
    return switch (kind) {
      case USUAL -> new Storage(Optional.empty(), accessMode);
      case EXACT -> new Storage(Optional.of(Knob.EXACT_VOLUMES.value()), accessMode);
      case WAITING -> {
        classes.waitingForPod("waiting");
        yield new Storage(Optional.of(classes.name("waiting")), accessMode);
      }
    };
  }

  /** Fields of a section for a volume that is to be made of it. */
  String[] made() {
    return className
        .map(
            name ->
                new String[] {
                  "capacity: 1Gi", "accessModes: [" + accessMode + "]", "storageClassName: " + name
                })
        .orElseGet(() -> new String[] {"capacity: 1Gi", "accessModes: [" + accessMode + "]"});
  }
}
