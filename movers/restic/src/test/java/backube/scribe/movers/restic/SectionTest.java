package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Role;
import backube.scribe.core.section.Problem;
import backube.scribe.core.section.SectionDecoder;
import backube.scribe.core.section.SectionDefect;
import backube.scribe.core.section.UnsupportedSection;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sections as the controller reads them. */
class SectionTest {
  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                    | spec.restic.repository: must be set
          {repository: ""}                                      | spec.restic.repository: must not be empty
          {repository: b, pruneIntervalDays: -1}                | spec.restic.pruneIntervalDays: expected a whole number of at least 0, found -1
          {repository: b, pruneIntervalDays: "7"}               | spec.restic.pruneIntervalDays: expected a whole number
          {repository: b, retain: {hourly: -1}}                 | spec.restic.retain.hourly: expected a whole number of at least 0
          {repository: b, retain: {dayly: 1}}                   | spec.restic.retain.dayly
          {repository: b, retain: {within: 3 weeks}}            | spec.restic.retain.within: expected numbers, each followed by y, m (months), w, d or h
          {repository: b, check: {readDataSubset: 1/10}}        | spec.restic.check.readDataSubset: expected a percentage from 0.4% to 100%
          {repository: b, check: {readDataSubset: 101%}}        | spec.restic.check.readDataSubset: expected a percentage
          {repository: b, excludeLargerThan: 10Mi}              | spec.restic.excludeLargerThan: expected a number of bytes, or a number with K, M, G or T
          {repository: b, excludeLargerThan: "0"}               | spec.restic.excludeLargerThan: expected a number of bytes
          {repository: b, tags: ["a,b"]}                        | spec.restic.tags[0]: expected a tag without commas and line breaks
          {repository: b, hostname: my host}                    | spec.restic.hostname: expected letters, digits, dots, dashes and underscores
          {repository: b, changeDetection: {mode: strict}}      | spec.restic.changeDetection.mode
          {repository: b, exclude: [""]}                        | spec.restic.exclude[0]: must not be empty
          {repository: b, previous: 1}                          | spec.restic.previous
          """)
  void ofASource(String section, String message) throws UnsupportedSection, SectionDefect {
    assertThat(problems(Role.SOURCE, section)).singleElement().asString().startsWith(message);
  }

  @ParameterizedTest(name = "{0} is refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {repository: b, destinationPVC: d, previous: -1}            | spec.restic.previous: expected a whole number of at least 0, found -1
          {repository: b, destinationPVC: d, restoreAsOf: yesterday}  | spec.restic.restoreAsOf: expected
          {repository: b, destinationPVC: d, restoreAsOf: 2026-01-01} | spec.restic.restoreAsOf: expected
          {repository: b, destinationPVC: d, restoreAsOf: 5}          | spec.restic.restoreAsOf: expected
          {repository: b, destinationPVC: d, restoreAsOf: "2026-01-01T00:00:00"} | spec.restic.restoreAsOf: expected
          {repository: b, destinationPVC: d, whenEmpty: Ignore}       | spec.restic.whenEmpty
          {repository: b, destinationPVC: d, pruneIntervalDays: 7}    | spec.restic.pruneIntervalDays
          """)
  void ofADestination(String section, String message) throws UnsupportedSection, SectionDefect {
    assertThat(problems(Role.DESTINATION, section)).singleElement().asString().startsWith(message);
  }

  @Test
  void fieldsWithoutAValueAreUnset() throws UnsupportedSection, SectionDefect {
    assertThat(
            problems(
                Role.SOURCE,
                "{repository: b, copyMethod: Direct, pruneIntervalDays: null, retain: {last: null, within: null},"
                    + " tags: null, check: null}"))
        .isEmpty();
  }

  private static List<Problem> problems(Role role, String section)
      throws UnsupportedSection, SectionDefect {
    JsonNode value = Case.parse(section, JsonNode.class);
    return (role == Role.SOURCE
            ? SectionDecoder.of(Source.SIDE, role)
            : SectionDecoder.of(Destination.SIDE, role))
        .decode(value, "spec.restic", Optional.of("data"))
        .problems();
  }
}
