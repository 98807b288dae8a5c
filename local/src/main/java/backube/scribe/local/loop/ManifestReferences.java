package backube.scribe.local.loop;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References;
import backube.scribe.local.manifest.Manifest;
import backube.scribe.local.manifest.ManifestIndex;
import java.util.Optional;

/** Secrets and ConfigMaps, read from their manifest each time they are needed. */
public final class ManifestReferences implements References {
  private final ManifestIndex manifests;

  public ManifestReferences(ManifestIndex manifests) {
    this.manifests = manifests;
  }

  @Override
  public Optional<Content> read(String namespace, Ref ref) {
    return manifests
        .content(ref.kind(), namespace, ref.name())
        .map(found -> new Content(found.version(), found.content().data()));
  }

  @Override
  public String missing(String namespace, Ref ref) {
    return manifests.missing(
        Manifest.Content.identity(ref.kind(), namespace, ref.name()),
        References.super.missing(namespace, ref));
  }
}
