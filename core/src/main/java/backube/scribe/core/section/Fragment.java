package backube.scribe.core.section;

import backube.scribe.api.mover.MoverSide;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Role;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a side of a mover adds to a CRD: OpenAPI v3 structural schemas.
 *
 * @param spec schema of {@code spec.NAME}
 * @param status schema of {@code status.NAME}; an object without fields if the side has none
 */
public record Fragment(ObjectNode spec, ObjectNode status) {
  /**
   * The fragment of a side for a kind of resource; the same in every JVM.
   *
   * @throws UnsupportedSection if its types or groups can't be used
   */
  public static Fragment of(MoverSide<?, ?> side, Role role) throws UnsupportedSection {
    return new Fragment(
        OpenApi.of(SectionSchema.of(side, role).fields()),
        OpenApi.of(SchemaWalk.of(side.status())));
  }

  /** The schema of what all resources have: a spec or a status without the sections of movers. */
  public static ObjectNode common(Class<? extends Record> type) {
    try {
      return OpenApi.of(SchemaWalk.of(type));
    } catch (UnsupportedSection e) {
      throw new IllegalStateException("our own types can be walked", e);
    }
  }

  /** As YAML with the keys {@code spec} and {@code status}. */
  public String yaml() {
    try {
      return Json.yaml().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
