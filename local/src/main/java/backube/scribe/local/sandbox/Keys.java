package backube.scribe.local.sandbox;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of Secrets and ConfigMaps for one attempt; each object is read once. */
final class Keys {
  private final References references;
  private final String namespace;
  private final Map<Ref, Optional<References.Content>> read = new HashMap<>();

  Keys(References references, String namespace) {
    this.references = references;
    this.namespace = namespace;
  }

  /** The value, if the object has it. */
  Optional<byte[]> find(Ref ref, String key) {
    return content(ref).map(content -> content.data().get(key));
  }

  /** All values of an object; none if it may be missing, and is. */
  Map<String, byte[]> all(Ref ref, boolean optional) throws Unstartable {
    return optional && content(ref).isEmpty() ? Map.of() : all(ref);
  }

  private Map<String, byte[]> all(Ref ref) throws Unstartable {
    return content(ref)
        .map(References.Content::data)
        .orElseThrow(
            () ->
                new Unstartable(
                    "there is no %s in namespace %s".formatted(object(ref), namespace)));
  }

  /** The value, which must be there. */
  byte[] require(Ref ref, String key) throws Unstartable {
    byte[] value = all(ref).get(key);
    if (value == null) {
      throw new Unstartable(
          "%s in namespace %s has no key %s".formatted(object(ref), namespace, key));
    }
    return value;
  }

  static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** For messages. */
  static String name(Ref ref, String key) {
    return key + " of " + object(ref);
  }

  private static String object(Ref ref) {
    return (ref.kind() == Ref.Kind.SECRET ? "Secret " : "ConfigMap ") + ref.name();
  }

  private Optional<References.Content> content(Ref ref) {
    return read.computeIfAbsent(ref, wanted -> references.read(namespace, wanted));
  }
}
