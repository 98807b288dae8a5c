package backube.scribe.local.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain YAML scalar means to Kubernetes: YAML 1.1's booleans ({@code yes}, {@code off}),
 * decimal, hexadecimal, octal and binary integers, floats and null. Times and numbers to the base
 * of sixty stay text, as with kubectl.
 */
final class ScalarTypes {
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
  private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");
  private static final Pattern OTHER_BASE =
      Pattern.compile("([-+]?)0(?:([xX])([0-9a-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?");

  private ScalarTypes() {}

  static @Nullable Object resolve(String text) {
    if (NULL.matcher(text).matches()) {
      return null;
    }
    char first = text.charAt(0);
    if (first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9')) {
      return number(text);
    }
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    return FALSE.matcher(text).matches() ? (Object) false : text;
  }

  private static Object number(String text) {
    if (text.length() > 400) {
      return text;
    }
    if (DECIMAL.matcher(text).matches()) {
      return integer(text, 10);
    }
    var other = OTHER_BASE.matcher(text);
    if (other.matches()) {
      if (other.group(2) != null) {
        return integer(other.group(1) + other.group(3), 16);
      }
      return other.group(4) != null
          ? integer(other.group(1) + other.group(5), 2)
          : integer(other.group(1) + other.group(6), 8);
    }
    if (FLOAT.matcher(text).matches()) {
      double value = new BigDecimal(text).doubleValue();
      return Double.isInfinite(value) ? text : (Object) value;
    }
    return text;
  }

  private static Object integer(String digits, int base) {
    BigInteger value = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits, base);
    if (value.bitLength() < Integer.SIZE) {
      return value.intValue();
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }
}
