package backube.scribe.core.resource;

import backube.scribe.api.mover.Ref;
import java.util.Map;
import java.util.Optional;

/** Port: the Secrets and ConfigMaps that resources refer to, read when a run starts. */
public interface References {
  /**
   * What an object holds.
   *
   * @return empty if there is no such object
   */
  Optional<Content> read(String namespace, Ref ref);

  /**
   * An object's content; never printed.
   *
   * @param version changes whenever the content does
   */
  record Content(String version, Map<String, byte[]> data) {
    @Override
    public String toString() {
      return "Content[" + version + ", " + data.keySet() + "]";
    }
  }
}
