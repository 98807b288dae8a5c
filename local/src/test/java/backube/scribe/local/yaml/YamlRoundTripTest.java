package backube.scribe.local.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRoundTripTest {
  @Property(tries = 500)
  void whatIsWrittenIsReadBackEqual(@ForAll("objects") Map<String, Object> object) {
    YamlReader.Stream read = YamlReader.read(YamlWriter.write(object));

    assertThat(read.broken()).isEmpty();
    assertThat(read.documents()).hasSize(1);
    assertThat(read.documents().get(0).root().plain()).isEqualTo(object);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "a\u0085b", "\u2028", "a\u2029\nb", "\r", "a\r\nb", "\uFEFF"})
  void lineBreaksOfEveryKindAreReadBackAsTheyWere(String text) {
    Map<String, Object> object = Map.of("A", "no", "B", List.of(List.of(text)), "C" + text, text);

    assertThat(YamlReader.read(YamlWriter.write(object)).documents().get(0).root().plain())
        .isEqualTo(object);
  }

  @Property(tries = 500)
  void jsonIsReadByJacksonAsItWasMeant(@ForAll("objects") Map<String, Object> object)
      throws JsonProcessingException {
    assertThat(Json.strict().readTree(JsonWriter.write(object)))
        .isEqualTo(Json.strict().readTree(Json.strict().writeValueAsString(object)));
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).filter(YamlRoundTripTest::isText),
                Arbitraries.of(
                    "no",
                    "on",
                    "null",
                    "~",
                    "12:30",
                    "0x1f",
                    "0o17",
                    "017",
                    "1e3",
                    "1_000",
                    ".5",
                    "2026-01-02",
                    "2026-01-02T03:04:05Z",
                    "<<",
                    "=",
                    "- a",
                    "? b",
                    "a: b",
                    "#c",
                    "",
                    " a ",
                    "'",
                    "\"",
                    "!x",
                    "&a",
                    "*a",
                    "%",
                    "@",
                    "`",
                    "{",
                    "[",
                    "|",
                    ">",
                    "a\n\nb\n",
                    "a\u0085b",
                    "\u2028"),
                Arbitraries.integers(),
                Arbitraries.longs(),
                Arbitraries.doubles().between(-1e9, 1e9),
                Arbitraries.of(true, false))
            .map(value -> value instanceof Long number ? smallest(number) : value);
    Arbitrary<Object> values =
        Arbitraries.recursive(
            () -> scalars,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(3).map(list -> List.copyOf(list)),
                    Arbitraries.maps(keys(), inner).ofMaxSize(3).map(HashMap::new)),
            0,
            3);
    return Arbitraries.maps(keys(), values).ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
  }

  private static Object smallest(long number) {
    if (number == (int) number) {
      return (int) number;
    }
    return number;
  }

  private static boolean isText(String text) {
    return text.chars()
        .noneMatch(c -> Character.isSurrogate((char) c) || c == 0xFFFE || c == 0xFFFF);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "-7, -7",
    "+3, 3",
    "0x1F, 31",
    "0o17, 15",
    "017, 15",
    "0b101, 5",
    "1.5, 1.5",
    "yes, true",
    "Off, false",
    "NULL,",
    "'',",
    "12:30, 12:30",
    "2026-01-02, 2026-01-02",
    "y, y",
    "1.2.3, 1.2.3",
    "99999999999999999999, 99999999999999999999"
  })
  void plainScalarsMeanWhatTheyMeanToKubectl(String text, String meaning) {
    Object value = ScalarTypes.resolve(text == null ? "" : text);

    assertThat(value == null ? null : value.toString()).isEqualTo(meaning);
  }

  @Test
  void aNumberThatIsTooBigForALongIsKept() {
    assertThat(ScalarTypes.resolve("9223372036854775808").toString())
        .isEqualTo("9223372036854775808");
  }
}
