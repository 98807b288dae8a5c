package backube.scribe.api.mover;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an environment variable comes from: a literal, or a key that each attempt
 * reads anew. Never put a secret into a literal.
 *
 * @param value the literal; null if the value is a key's
 * @param ref the object; null for a literal
 * @param key the key; null for a literal
 * @param optional whether the variable is left out if the key is missing when an attempt starts
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Setting(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
    @Nullable Ref ref,
    @Nullable String key,
    boolean optional) {
  Setting naming(UnaryOperator<Ref> names) {
    return ref == null ? this : new Setting(value, names.apply(ref), key, optional);
  }

  static Setting literal(String value) {
    return new Setting(value, null, null, false);
  }

  static Setting from(Ref ref, String key, boolean optional) {
    return new Setting(null, ref, key, optional);
  }
}
