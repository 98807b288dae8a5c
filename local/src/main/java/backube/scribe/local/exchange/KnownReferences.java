package backube.scribe.local.exchange;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References;
import java.util.Optional;

/** What resources refer to: the objects of manifests, and Secrets that were generated. */
public final class KnownReferences implements References {
  private final References manifests;
  private final KeptSecrets secrets;

  public KnownReferences(References manifests, KeptSecrets secrets) {
    this.manifests = manifests;
    this.secrets = secrets;
  }

  @Override
  public Optional<Content> read(String namespace, Ref ref) {
    Optional<Content> given = manifests.read(namespace, ref);
    return given.isEmpty() && ref.kind() == Ref.Kind.SECRET
        ? secrets.find(namespace, ref.name())
        : given;
  }

  @Override
  public String missing(String namespace, Ref ref) {
    return manifests.missing(namespace, ref);
  }
}
