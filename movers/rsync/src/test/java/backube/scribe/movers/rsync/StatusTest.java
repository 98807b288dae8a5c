package backube.scribe.movers.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.testkit.AnnouncementBuilder;
import backube.scribe.testkit.ProgressBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the other side is told, and what the last transfer did. */
class StatusTest {
  private static final String REPORT =
      """
      {"version": 1, "run": "run-1", "outcome": "Succeeded", "at": "2026-01-02T03:05:06.7Z",
       "steps": [{"name": "%s", "outcome": "Succeeded", "seconds": 1}],
       "figures": {"filesTransferred": 12, "bytesTransferred": 3456, "bytesSent": 4567, "filesDeleted": 1, "filesTotal": 99}}
      """;

  @Test
  void aDestinationTellsWhereItListensAndWhatTheSourceNeeds() {
    SshStatus status =
        SshDestination.SIDE
            .status(
                AnnouncementBuilder.<SshStatus>of(Optional.empty())
                    .at("10.0.0.7", 22)
                    .secret("main", "m")
                    .secret("src", "for-the-source")
                    .secret("dest", "own")
                    .build())
            .orElseThrow();
    assertThat(status.address()).hasValue("10.0.0.7");
    assertThat(status.port()).hasValue(22);
    assertThat(status.sshKeys()).hasValue("for-the-source");
  }

  @Test
  void aSourceTellsWhatTheDestinationNeeds() {
    assertThat(
            SshSource.SIDE
                .status(
                    AnnouncementBuilder.<SshStatus>of(Optional.empty())
                        .secret("src", "own")
                        .secret("dest", "for-the-destination")
                        .build())
                .orElseThrow()
                .sshKeys())
        .hasValue("for-the-destination");
  }

  @Test
  void keysOfTheUserAreNotTold() {
    assertThat(
            TlsDestination.SIDE
                .status(AnnouncementBuilder.<TlsStatus>of(Optional.empty()).at("lb", 8000).build())
                .orElseThrow()
                .keySecret())
        .isEmpty();
  }

  @Test
  void anAddressThatIsGoneIsTakenBackAndTheLastTransferStays() {
    Transfer last =
        new Transfer(
            Optional.of(Instant.EPOCH),
            Optional.of(1L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    TlsStatus before =
        new TlsStatus(Optional.of("k"), Optional.of("a"), Optional.of(1), Optional.of(last));
    TlsStatus after =
        TlsDestination.SIDE
            .status(AnnouncementBuilder.of(Optional.of(before)).secret("", "k").build())
            .orElseThrow();
    assertThat(after)
        .isEqualTo(
            new TlsStatus(Optional.of("k"), Optional.empty(), Optional.empty(), Optional.of(last)));
  }

  @Test
  void aReportTellsOfTheTransferAndLeavesTheRest() {
    SshStatus before =
        new SshStatus(Optional.of("a"), Optional.of(22), Optional.of("k"), Optional.empty());
    SshStatus after =
        SshDestination.SIDE
            .status(
                ProgressBuilder.of(
                        ProgressBuilder.report(REPORT.formatted("receive")), Optional.of(before))
                    .build())
            .orElseThrow();
    assertThat(after.address()).hasValue("a");
    assertThat(after.sshKeys()).hasValue("k");
    assertThat(after.lastTransfer())
        .hasValue(
            new Transfer(
                Optional.of(Instant.parse("2026-01-02T03:05:06Z")),
                Optional.of(12L),
                Optional.of(3456L),
                Optional.of(4567L),
                Optional.of(1L),
                Optional.of(99L),
                Optional.empty()));
  }

  @Test
  void aFailureLeavesTheLastTransferAsItWas() {
    String failed = REPORT.formatted("send").replace("Succeeded", "Failed");
    assertThat(
            TlsSource.SIDE
                .status(
                    ProgressBuilder.<TlsStatus>of(ProgressBuilder.report(failed), Optional.empty())
                        .build())
                .orElseThrow()
                .lastTransfer())
        .isEmpty();
  }
}
