package backube.scribe.core.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns mean what they mean in Kubernetes. */
class TextPatternTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\n\n"})
  void theEndIsNotBeforeALineBreakAtTheEnd(String lineBreak) {
    assertThat(TextPattern.of("^[a-z]+$").matches("abc")).isTrue();
    assertThat(TextPattern.of("^[a-z]+$").matches("abc" + lineBreak)).isFalse();
    assertThat(TextPattern.of("^1$|^[a-z]+$").matches("abc" + lineBreak)).isFalse();
    assertThat(TextPattern.of("^([a-z]+$)").matches("abc" + lineBreak)).isFalse();
  }

  @Test
  void aSetMayContainTheLineBreak() {
    assertThat(TextPattern.of("^[^,]+$").matches("abc\n")).isTrue();
    assertThat(TextPattern.of("^[^,\\n]+$").matches("abc\n")).isFalse();
  }

  @Test
  void aDotIsEverythingButALineFeed() {
    assertThat(TextPattern.of("^.+$").matches("a\rb")).isTrue();
    assertThat(TextPattern.of("^.+$").matches("a\nb")).isFalse();
  }

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          b,            abc,  true
          ^b,           abc,  false
          ^a\\$$,       a$,   true
          ^a\\\\$,      a\\,  true
          ^[$]$,        $,    true
          ^[]$]$,       $,    true
          ^[a\\]$]$,    $,    true
          ^a\\z,        a,    true
          """)
  void dollarSignsAndSearchesStayWhatTheyAre(String pattern, String text, boolean matches) {
    assertThat(TextPattern.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void whatIsNoPatternIsRefusedInItsOwnWords() {
    assertThatThrownBy(() -> TextPattern.of("a$("))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("a$(");
  }
}
