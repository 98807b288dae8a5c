package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a section is refused for, beyond its schema, and what it needs. */
class SectionProblemsTest {
  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {exclude: ["a\\nb"]}            | exclude[0]          | not contain line breaks
          {exclude: [a, ""]}              | exclude[1]          | must not be empty
          {exclude: [a, "b\\0c"]}         | exclude[1]          | NUL
          {excludeIfPresent: ["a\\n"]}    | excludeIfPresent[0] | not contain line breaks
          {tags: [a, "b\\nc"]}            | tags[1]             | not contain line breaks
          {hostname: "web\\n"}            | hostname            | not contain line breaks
          {excludeLargerThan: "1M\\n"}    | excludeLargerThan   | not contain line breaks
          {check: {readDataSubset: "1%\\n"}} | check.readDataSubset | not contain line breaks
          {tags: [scribe.run=1]}          | tags[0]             | set by the controller
          """)
  void ofASource(String fields, String path, String message) {
    only(Case.source(fields), path, message);
  }

  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {include: ["a\\nb"]}             | include[0] | not contain line breaks
          {exclude: [""]}                  | exclude[0] | must not be empty
          {hostname: "web\\n"}             | hostname   | not contain line breaks
          {include: [a], exclude: [b]}     | exclude    | either include or exclude
          """)
  void ofADestination(String fields, String path, String message) {
    only(Case.destination(fields), path, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/etc", "..", "a/..", "../a", "a/../b", ".", "a/./b", "a//b", "a/", "a\\nb"
      })
  void aSubPathLeadsDownwards(String path) {
    only(Case.destination("{subPath: \"" + path + "\"}"), "subPath", "is not a relative path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "..a", "a b/…", ".config", "a:b"})
  void aSubPathMayBeAnyNamesBelow(String path) {
    assertThat(Case.destination("{subPath: \"" + path + "\"}").requirements().problems()).isEmpty();
  }

  @Test
  void bothSidesNeedTheRepositoryAndItsPassword() {
    Ref secret = Ref.secret("backups");
    Requirements.Keys source = Case.source("{}").requirements().keys().get(secret);

    assertThat(source.required()).containsExactly("RESTIC_REPOSITORY", "RESTIC_PASSWORD");
    assertThat(source.prefixes()).containsExactly("RCLONE_");
    assertThat(Case.destination("{}").requirements().keys()).containsEntry(secret, source);
  }

  @Test
  void everyBackEndKeyIsAskedForOnce() {
    assertThat(BackEndKeys.ALL).hasSize(47).doesNotHaveDuplicates();
    assertThat(Case.source("{}").requirements().keys().get(Ref.secret("backups")).optional())
        .containsAll(BackEndKeys.ALL)
        .contains("GOOGLE_APPLICATION_CREDENTIALS")
        .doesNotContain("AWS_SHARED_CREDENTIALS_FILE", "RESTIC_PASSWORD_COMMAND");
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
