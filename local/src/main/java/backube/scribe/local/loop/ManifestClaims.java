package backube.scribe.local.loop;

import backube.scribe.local.folder.Claim;
import backube.scribe.local.folder.Claims;
import backube.scribe.local.manifest.Manifest;
import backube.scribe.local.manifest.ManifestIndex;
import java.util.Optional;

/**
 * Which folder a PersistentVolumeClaim is, by the manifests: that of the PersistentVolume that it
 * names, else of the one that is reserved for it, else of one of its own name.
 */
public final class ManifestClaims implements Claims {
  private final ManifestIndex manifests;

  public ManifestClaims(ManifestIndex manifests) {
    this.manifests = manifests;
  }

  @Override
  public Optional<Claim> find(String namespace, String name) {
    return manifests
        .claim(namespace, name)
        .flatMap(
            claim ->
                volume(claim)
                    .flatMap(Manifest.Volume::path)
                    .map(folder -> new Claim(name, folder, claim.block(), claim.readOnly())));
  }

  private Optional<Manifest.Volume> volume(Manifest.Claim claim) {
    String claimant = claim.namespace() + "/" + claim.name();
    if (claim.volume().isPresent()) {
      return manifests
          .volume(claim.volume().get())
          .filter(volume -> volume.claim().map(claimant::equals).orElse(true));
    }
    return manifests.volumes().stream()
        .filter(volume -> volume.claim().filter(claimant::equals).isPresent())
        .findFirst()
        .or(() -> manifests.volume(claim.name()).filter(volume -> volume.claim().isEmpty()));
  }

  @Override
  public String missing(String namespace, String name) {
    Optional<Manifest.Claim> claim = manifests.claim(namespace, name);
    if (claim.isEmpty()) {
      return manifests.missing(
          Manifest.Claim.identity(namespace, name), Claims.super.missing(namespace, name));
    }
    String subject = "persistentvolumeclaim \"" + name + "\" in namespace " + namespace;
    Optional<String> named = claim.get().volume();
    if (named.isEmpty()) {
      return subject
          + " has no volume: declare a PersistentVolume with spec.hostPath.path (the folder) and"
          + " spec.claimRef {namespace: "
          + namespace
          + ", name: "
          + name
          + "}";
    }
    Optional<Manifest.Volume> volume = manifests.volume(named.get());
    if (volume.isEmpty()) {
      return manifests.missing(
          Manifest.Volume.identity(named.get()),
          subject + " names the volume \"" + named.get() + "\", which no manifest declares");
    }
    return volume.get().path().isEmpty()
        ? subject + " names the volume \"" + named.get() + "\", which has no spec.hostPath.path"
        : subject
            + " names the volume \""
            + named.get()
            + "\", whose spec.claimRef reserves it for "
            + volume.get().claim().orElse("");
  }
}
