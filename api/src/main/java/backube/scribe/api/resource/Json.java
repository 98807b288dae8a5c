package backube.scribe.api.resource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of JSON objects: order kept, {@code null} values kept, an absent object empty. A whole
 * number is of the smallest type of {@code Integer}, {@code Long} and {@code BigInteger} that holds
 * it, as Jackson reads it, so that equal objects are equal whoever made them.
 */
final class Json {
  private Json() {}

  static Map<String, @Nullable Object> copy(@Nullable Map<String, @Nullable Object> object) {
    if (object == null || object.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<String, @Nullable Object>();
    object.forEach((name, value) -> copy.put(name, value(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((name, inner) -> copy.put(String.valueOf(name), value(inner)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<@Nullable Object>(list.size());
      list.forEach(item -> copy.add(value(item)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
      return whole(big.longValue());
    }
    if (value instanceof Long number) {
      return whole(number);
    }
    return value instanceof Float single ? (Object) single.doubleValue() : value;
  }

  private static Object whole(long number) {
    return number == (int) number ? (Object) (int) number : (Object) number;
  }
}
