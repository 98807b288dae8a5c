package backube.scribe.kubernetes.object;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a Secret, and of a ConfigMap's {@code binaryData}, as they are and as the API has them.
 */
public final class ObjectData {
  private ObjectData() {}

  /**
   * The values by key.
   *
   * @param encoded in base64; null where an object has none
   */
  public static Map<String, byte[]> decoded(@Nullable Map<String, String> encoded) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    if (encoded != null) {
      encoded.forEach((key, value) -> data.put(key, Base64.getMimeDecoder().decode(value)));
    }
    return data;
  }

  /** The values in base64, by key. */
  public static Map<String, String> encoded(Map<String, byte[]> data) {
    Map<String, String> encoded = new LinkedHashMap<>();
    data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
    return encoded;
  }
}
