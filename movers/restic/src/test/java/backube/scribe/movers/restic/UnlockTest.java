package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Report.Outcome;
import backube.scribe.api.mover.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code unlock}: a text that asks for one unlock. */
class UnlockTest {
  @ParameterizedTest(name = "unlock {0} after {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}               | {}                     | false
          {unlock: ""}     | {}                     | false
          {unlock: ""}     | {lastUnlocked: monday} | false
          {unlock: monday} | {}                     | true
          {unlock: monday} | {lastUnlocked: ""}     | true
          {unlock: monday} | {lastUnlocked: sunday} | true
          {unlock: monday} | {lastUnlocked: monday} | false
          {unlock: monday} | {lastUnlocked: Monday} | true
          """)
  void isFirstInARunWhenTheTextIsNew(String fields, String status, boolean due) {
    assertThat(Case.source(fields, status).plan().steps())
        .extracting(Step::name)
        .satisfies(steps -> assertThat(steps.get(0).equals("unlock")).isEqualTo(due));
  }

  @Test
  void isRememberedOnceDone() {
    Plan plan = Case.source("{unlock: monday}").plan();

    assertThat(Reports.of("unlock").after(plan, Optional.empty()).lastUnlocked())
        .hasValue("monday");
  }

  @Test
  void isNotRememberedWhenItFailed() {
    Plan plan = Case.source("{unlock: monday}").plan();
    SourceStatus before = Case.parse("{lastUnlocked: sunday}", SourceStatus.class);

    assertThat(Reports.of().and("unlock", Outcome.FAILED).after(plan, before).lastUnlocked())
        .hasValue("sunday");
  }

  @Test
  void isForgottenWhenTheTextIsTakenAway() {
    Plan plan = Case.source("{}").plan();
    SourceStatus before = Case.parse("{lastUnlocked: sunday}", SourceStatus.class);

    assertThat(Reports.of("backup").after(plan, before).lastUnlocked()).isEmpty();
  }

  @Test
  void staysRememberedWhileTheTextStays() {
    Plan plan = Case.source("{unlock: monday}", "{lastUnlocked: monday}").plan();
    SourceStatus before = Case.parse("{lastUnlocked: monday}", SourceStatus.class);

    assertThat(Reports.of("backup").after(plan, before).lastUnlocked()).hasValue("monday");
  }
}
