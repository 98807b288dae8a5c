package backube.scribe.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCodecTest {
  private static Report read(String text) {
    return ReportCodec.read(text.getBytes(StandardCharsets.UTF_8), "r1");
  }

  @Test
  void readsEverythingThatAMoverCanSay() {
    Report report =
        read(
            """
            {"version":1,"run":"r1","outcome":"Warning","message":"3 files could not be read",
             "at":"2026-03-01T10:00:00.5Z","figures":{"bytesAdded":12},
             "steps":[{"name":"backup","outcome":"Warning","seconds":1.5}],
             "section":{"snapshot":"ab12","odd":null,"more":{"n":1}},"log":["one","two"]}
            """);

    assertThat(report.outcome()).isEqualTo(Report.Outcome.WARNING);
    assertThat(report.failure()).isNull();
    assertThat(report.at()).isEqualTo(Instant.parse("2026-03-01T10:00:00.5Z"));
    assertThat(report.figures()).containsEntry("bytesAdded", 12.0);
    assertThat(report.step("backup").orElseThrow().seconds()).isEqualTo(1.5);
    assertThat(report.text("snapshot")).contains("ab12");
    assertThat(report.object("more")).containsEntry("n", 1);
    assertThat(report.log()).containsExactly("one", "two");
  }

  @Test
  void takesAnUnknownFailureClassAndUnknownFieldsOfANewerMoverForUnknown() {
    Report report =
        read(
            """
            {"run":"r1","outcome":"Failed","failure":"Haunted","ghosts":7,
             "steps":[{"name":"backup","outcome":"Exorcised"},null,{"outcome":"Failed"}]}
            """);

    assertThat(report.failure()).isEqualTo(FailureClass.UNKNOWN);
    assertThat(report.steps()).hasSize(1);
    assertThat(report.step("backup").orElseThrow().outcome()).isEqualTo(Report.Outcome.FAILED);
  }

  @Test
  void givesAFailureWithoutAClassTheClassUnknown() {
    assertThat(read("{\"run\":\"r1\",\"outcome\":\"Failed\"}").failure())
        .isEqualTo(FailureClass.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the mover left no report: it was killed, or never came to write one",
        "{\"run\":\"r1\",\"outcome\":\"Succ | the mover's report is cut off after 27 bytes",
        "{\"run\":\"r1\" | the mover's report is cut off after 11 bytes",
        "Segmentation fault | the mover's report is not JSON (line 1, column 1)",
        "{\"run\":\"r1\"} {} | the mover's report is not one JSON object",
        "[1] | the mover's report is not one JSON object",
        "{\"outcome\":\"Succeeded\"} | the mover's report does not name its run; expected r1",
        "{\"run\":\"r0\",\"outcome\":\"Succeeded\"} | the mover's report is of run r0, not of r1",
        "{\"run\":\"r1\",\"steps\":[{\"name\":[]}]}"
            + " | the mover's report has a value of a wrong type at steps.0.name",
      })
  void saysWhatIsWrongWithAReportThatCantBeUsed(String text, String message) {
    Report report = read(text == null ? "" : text);

    assertThat(report.outcome()).isEqualTo(Report.Outcome.FAILED);
    assertThat(report.failure()).isEqualTo(FailureClass.UNKNOWN);
    assertThat(report.message()).startsWith(message);
  }

  @Test
  void readsNoReportThatIsTooLarge() {
    String padding = "x".repeat(ReportCodec.MAX_BYTES);

    Report report =
        read("{\"run\":\"r1\",\"outcome\":\"Succeeded\",\"log\":[\"" + padding + "\"]}");

    assertThat(report.outcome()).isEqualTo(Report.Outcome.FAILED);
    assertThat(report.message()).contains("too large").contains("4096");
  }

  @Property(tries = 500)
  void neverThrowsAndNeverTakesNoiseForSuccess(@ForAll byte[] noise) {
    assertThat(ReportCodec.read(noise, "r1").outcome()).isEqualTo(Report.Outcome.FAILED);
  }
}
