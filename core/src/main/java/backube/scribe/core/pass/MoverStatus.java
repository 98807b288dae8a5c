package backube.scribe.core.pass;

import backube.scribe.core.json.Json;
import backube.scribe.core.plugin.Section;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mover's part of the status, made by code of a plugin: where that fails, the part stays as it
 * was.
 */
final class MoverStatus {
  private static final Logger LOG = LoggerFactory.getLogger(MoverStatus.class);
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private MoverStatus() {}

  static <S extends Record> Optional<Map<String, @Nullable Object>> made(
      Section<?, S> section, Supplier<Optional<S>> status) {
    try {
      return status.get().map(made -> Json.strict().convertValue(made, OBJECT));
    } catch (RuntimeException | LinkageError defect) {
      LOG.warn("the mover {} could not make its status", section.mover().name(), defect);
      return Optional.empty();
    }
  }
}
