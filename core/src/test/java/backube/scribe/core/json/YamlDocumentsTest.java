package backube.scribe.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 2026-03-01T10:00:00Z | {\"a\":\"2026-03-01T10:00:00Z\"}",
        "a: 2026-03-01 | {\"a\":\"2026-03-01\"}",
        "a: yes | {\"a\":true}",
        "a: off | {\"a\":false}",
        "a: 'yes' | {\"a\":\"yes\"}",
        "a: ~ | {\"a\":null}",
        "a: | {\"a\":null}",
        "a: 12 | {\"a\":12}",
        "a: 1.5 | {\"a\":1.5}",
        "a: 1Gi | {\"a\":\"1Gi\"}",
        "a: 123456789012345678901 | {\"a\":123456789012345678901}",
        "1: a | {\"1\":\"a\"}",
        "{\"a\": [1, {\"b\": null}]} | {\"a\":[1,{\"b\":null}]}",
        "[&x {b: 1}, *x, {<<: *x, c: 2}] | [{\"b\":1},{\"b\":1},{\"b\":1,\"c\":2}]",
      })
  void readsScalarsAndAliasesAsKubectlDoes(String yaml, String json) throws Exception {
    assertThat(YamlDocuments.read(yaml)).hasToString("[" + json + "]");
  }

  @Test
  void readsSeveralDocumentsAndKeepsTheirCount() throws Exception {
    List<JsonNode> documents = YamlDocuments.read("# only a comment\n---\na: 1\n---\n---\nb: 2\n");

    assertThat(documents).hasToString("[{\"a\":1}, null, {\"b\":2}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a: 1\nb: 2\na: 3` | found duplicate key a (line 3)",
        "`a: [1, 2` | expected ',' or ']', but got <stream end> (line 1)",
        "a: *x | found undefined alias x (line 1)",
        "a: .inf | it has a value that JSON can't express",
        "? [a] : b | it has a key that is not a text",
        "a: !!java.io.File [x] | Global tag is not allowed",
        "&a [*a] | its aliases unfold to too much",
        "a: !!timestamp 2026-01-01 | it has a value that JSON can't express",
      })
  void saysWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> YamlDocuments.read(yaml))
        .isInstanceOf(YamlRefused.class)
        .message()
        .startsWith(message);
  }

  @Test
  void refusesBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%1$d: &a%1$d [%2$s]\n".formatted(i, ("*a" + (i - 1) + ", ").repeat(9)));
    }

    assertThatThrownBy(() -> YamlDocuments.read(bomb.toString()))
        .hasMessage("its aliases unfold to too much");
    assertThatThrownBy(() -> YamlDocuments.read("[".repeat(5000)))
        .isInstanceOf(YamlRefused.class)
        .hasMessageContaining("Nesting Depth exceeded");
    assertThatThrownBy(() -> YamlDocuments.read("a: " + "x".repeat(4 * 1024 * 1024)))
        .isInstanceOf(YamlRefused.class)
        .hasMessageContaining("exceeds the limit");
  }

  @Test
  void quotesNoValueInItsMessages() {
    assertThatThrownBy(() -> YamlDocuments.read("password: 'hunter2' x"))
        .hasMessageNotContaining("hunter2");
  }
}
