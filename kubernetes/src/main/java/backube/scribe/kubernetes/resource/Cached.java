package backube.scribe.kubernetes.resource;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/** The resources of one kind as a watch keeps them. */
public interface Cached<R extends CustomResource<?, ?>> {
  /** One of them, which may be a moment old. */
  Optional<R> find(String namespace, String name);
}
