package backube.scribe.local.manifest;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.core.resource.ResourceKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An object that a manifest describes. */
public sealed interface Manifest {
  Origin origin();

  /** Kind, namespace and name: no two documents may have the same. */
  String identity();

  /**
   * A ReplicationSource or ReplicationDestination.
   *
   * @param sourcePvc empty for destinations and where it is missing
   */
  record Replication(
      Origin origin,
      ResourceKey key,
      Map<String, String> annotations,
      Optional<String> sourcePvc,
      ReplicationSpec spec)
      implements Manifest {
    @Override
    public String identity() {
      return key.toString();
    }
  }

  /**
   * A PersistentVolume.
   *
   * @param path its folder; empty if it is not a hostPath volume
   * @param claim the claim it is reserved for, as {@code namespace/name}
   */
  record Volume(Origin origin, String name, Optional<Path> path, Optional<String> claim)
      implements Manifest {
    @Override
    public String identity() {
      return identity(name);
    }

    /** The identity of a PersistentVolume. */
    public static String identity(String name) {
      return "PersistentVolume " + name;
    }
  }

  /**
   * A PersistentVolumeClaim.
   *
   * @param volume the PersistentVolume that it names
   * @param block whether it is a raw block device
   * @param readOnly whether its access modes are {@code ReadOnlyMany} alone
   */
  record Claim(
      Origin origin,
      String namespace,
      String name,
      Optional<String> volume,
      boolean block,
      boolean readOnly)
      implements Manifest {
    @Override
    public String identity() {
      return identity(namespace, name);
    }

    /** The identity of a PersistentVolumeClaim. */
    public static String identity(String namespace, String name) {
      return "PersistentVolumeClaim " + namespace + "/" + name;
    }
  }

  /** A Secret or ConfigMap; never printed. */
  record Content(
      Origin origin, Ref.Kind kind, String namespace, String name, Map<String, byte[]> data)
      implements Manifest {
    @Override
    public String identity() {
      return identity(kind, namespace, name);
    }

    /** The identity of a Secret or ConfigMap. */
    public static String identity(Ref.Kind kind, String namespace, String name) {
      return (kind == Ref.Kind.SECRET ? "Secret " : "ConfigMap ") + namespace + "/" + name;
    }

    @Override
    public String toString() {
      return "Content[" + identity() + "]";
    }
  }
}
