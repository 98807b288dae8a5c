package backube.scribe.movers.rclone;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a section is refused for, beyond its schema, and what it needs. */
class SectionProblemsTest {
  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {exclude: ["a\\nb"]}          | exclude[0]          | not contain line breaks
          {exclude: [a, ""]}            | exclude[1]          | must not be empty
          {rcloneConfigSection: "s3:x"} | rcloneConfigSection | can't be the name of a section
          {rcloneConfigSection: -v}     | rcloneConfigSection | can't be the name of a section
          {rcloneDestPath: "a\\nb"}     | rcloneDestPath      | not contain line breaks
          """)
  void ofBothSides(String fields, String path, String message) {
    only(Case.source(fields), path, message);
    only(Case.destination(fields), path, message);
  }

  @Test
  void bothSidesNeedTheConfigurationAndTakeAllElse() {
    Requirements.Keys keys = Case.source("{}").requirements().keys().get(Ref.secret("backups"));

    assertThat(keys.required()).containsExactly("rclone.conf");
    assertThat(keys.prefixes()).containsExactly("");
    assertThat(Case.destination("{}").requirements().keys())
        .containsEntry(Ref.secret("backups"), keys);
  }

  private static void only(Case given, String path, String message) {
    assertThat(given.requirements().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(message);
            });
  }
}
