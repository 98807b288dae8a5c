package backube.scribe.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects as the API server answered when they were changed here, for as long as the watch tells of
 * an older state. Without them the next look would take the change for missing, and make it again.
 */
final class Written<T extends HasMetadata> {
  private final Map<String, T> byUid = new ConcurrentHashMap<>();

  void wrote(T object) {
    byUid.put(uid(object), object);
  }

  /** The newer one of what the watch told and what was written. */
  T newer(T known) {
    T written = byUid.get(uid(known));
    if (written == null) {
      return known;
    }
    if (version(known) < version(written)) {
      return written;
    }
    byUid.remove(uid(known), written);
    return known;
  }

  /** The watch told that the object is gone. */
  void gone(T object) {
    byUid.remove(uid(object));
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** Versions of one object can be compared since Kubernetes 1.35, and always could be in fact. */
  private static long version(HasMetadata object) {
    try {
      return Long.parseLong(object.getMetadata().getResourceVersion());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // then what the watch tells is taken
    }
  }
}
