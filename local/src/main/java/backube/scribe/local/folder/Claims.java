package backube.scribe.local.folder;

import java.util.Optional;

/** Which folder a PersistentVolumeClaim is. Made from manifests by the store. */
public interface Claims {
  /** The claim of that name; empty if there is none, or none that is bound to a folder. */
  Optional<Claim> find(String namespace, String name);

  /** Why {@link #find} found nothing and what to write into a manifest, for the user. */
  default String missing(String namespace, String name) {
    return "persistentvolumeclaims \""
        + name
        + "\" not found in namespace "
        + namespace
        + ": declare a PersistentVolume with spec.hostPath.path (the folder) and"
        + " spec.claimRef {namespace: "
        + namespace
        + ", name: "
        + name
        + "}, and a PersistentVolumeClaim "
        + name
        + " in namespace "
        + namespace;
  }
}
