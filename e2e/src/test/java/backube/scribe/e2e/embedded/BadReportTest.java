package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of movers that tell nothing are failures, and say so. */
@Execution(ExecutionMode.CONCURRENT)
class BadReportTest {
  private static final String GOOD =
      "{\"version\":1,\"run\":\"$RUN_ID\",\"outcome\":\"Succeeded\"}";

  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing, with exit code 0  | true                  | the mover left no report: its exit code is 0
          missing, with exit code 3  | exit 3                | the mover left no report: its exit code is 3
          missing, since it died     | kill -KILL $$         | the mover left no report
          cut off                    | beginning             | the mover's report is cut off after 40 bytes
          no JSON                    | echo done             | the mover's report is not JSON (line 1, column
          larger than allowed        | report; blanks        | the mover's report is too large: at most 4096 bytes are read
          larger than is looked at   | blanks; report        | the mover's report is too large: at most 4096 bytes are read
          of another run             | RUN_ID=17 && report   | the mover's report is of run 17, not of
          without the steps          | report                | the mover says that it succeeded, but not at backup, forget
          """)
  void isToldAndNothingCountsAsDone(String what, String write, String words) throws IOException {
    PluginFolder plugins = new PluginFolder(rig.path("plugins"));
    plugins.resticThatRuns(
        """
        report() { echo "%s"; }
        blanks() { printf '%%70000s' ''; }
        beginning() { report | head -c 40; }
        { %s; } >"$REPORT_FILE"
        """
            .formatted(GOOD.replace("\"", "\\\""), write));
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.apply(Manifests.source("photos", "manual: first"));

    Told told =
        Told.bySync(
            rig, source("photos"), "--plugins", plugins.folder().toString(), "--tries", "1");

    told.refused(1, "Unknown", words);
    assertThat(told.status().result()).isEqualTo("Failed");
    assertThat(told.status().lastManualSync()).isEmpty();
    assertThat(told.status().lastSyncTime()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();
  }
}
