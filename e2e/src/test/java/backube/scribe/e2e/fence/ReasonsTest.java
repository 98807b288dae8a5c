package backube.scribe.e2e.fence;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/reasons.md} explains each reason that users may meet, and no other. */
@Tag("fence")
class ReasonsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @Test
  void eachIsExplainedOnce() throws Exception {
    assertThat(explained()).containsExactlyInAnyOrderElementsOf(reasons());
  }

  private static List<String> explained() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reasons.md"));
    return ROW.matcher(page).results().map(row -> row.group(1)).toList();
  }

  private static List<String> reasons() throws IllegalAccessException {
    List<String> reasons = new ArrayList<>();
    for (Field constant : Reasons.class.getFields()) {
      reasons.add((String) constant.get(null));
    }
    for (FailureClass failure : FailureClass.values()) {
      reasons.add(failure.reason());
    }
    return reasons;
  }
}
