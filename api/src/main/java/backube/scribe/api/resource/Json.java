package backube.scribe.api.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON objects: order kept, {@code null} values kept, an absent object empty. */
final class Json {
  private Json() {}

  static Map<String, @Nullable Object> copy(@Nullable Map<String, @Nullable Object> object) {
    return object == null
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(object));
  }
}
