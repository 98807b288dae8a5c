package backube.scribe.movers.rclone;

import backube.scribe.testkit.UserPage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for users and the descriptions in the schema leave nothing out. */
class UserPageTest {
  private static final List<Class<? extends Record>> TYPES =
      List.of(
          SourceSection.class,
          DestinationSection.class,
          SourceStatus.class,
          SourceStatus.Copied.class,
          DestinationStatus.class,
          DestinationStatus.Restored.class);

  private final UserPage page = UserPage.at(Path.of("../../docs/movers/rclone.md"));

  @Test
  void thePageNamesEveryFieldOfTheMover() {
    page.namesFieldsOf(TYPES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReplicationSource", "ReplicationDestination"})
  void thePageNamesEveryFieldThatTheControllerAdds(String kind) {
    page.namesFieldsOfSchema(Path.of("src/test/resources/goldens/schema-" + kind + ".yaml"));
  }

  @Test
  void thePageSaysWhatToDoAboutEveryFailure() {
    page.tellsOfEveryFailure();
  }

  @Test
  void everyFieldIsDescribed() {
    UserPage.describesFieldsOf(TYPES);
  }
}
