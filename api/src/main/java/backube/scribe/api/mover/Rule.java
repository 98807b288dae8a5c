package backube.scribe.api.mover;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the values of a section's field may be, beyond their type. Goes into the CRD's schema and is
 * checked by the controller; write the documentation of a field with Jackson's {@code
 * JsonPropertyDescription}. On a list or map it speaks of the elements, except {@link #maxItems()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface Rule {
  /** Whether the field must be set. */
  boolean required() default false;

  /** Smallest number allowed. */
  long minimum() default Long.MIN_VALUE;

  /** Largest number allowed. */
  long maximum() default Long.MAX_VALUE;

  /** Fewest characters allowed. */
  int minLength() default 0;

  /** Most characters allowed. */
  int maxLength() default Integer.MAX_VALUE;

  /** Most elements allowed in a list or map. */
  int maxItems() default Integer.MAX_VALUE;

  /**
   * Regular expression (RE2 and Java) that the whole text must match; anchor it. With {@link
   * #expected()} and a {@link #maxLength()} it becomes a rule of the CRD that tells users what is
   * expected; without, its check may cost the API server too much for that, and they are told the
   * expression.
   */
  String pattern() default "";

  /** What would be right, for the message when the pattern does not match, such as an example. */
  String expected() default "";
}
