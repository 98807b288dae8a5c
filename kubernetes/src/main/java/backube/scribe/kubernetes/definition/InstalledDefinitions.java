package backube.scribe.kubernetes.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Port: the definitions that a cluster has. What it refuses throws {@link DefinitionRefused}. */
public interface InstalledDefinitions {
  /** The definition of that name. */
  Optional<JsonNode> find(String name);

  /** Makes or changes a definition; returns when its resources are served. */
  void apply(ObjectNode definition) throws InterruptedException;
}
