package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Announcement;
import backube.scribe.api.mover.Progress;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code status.rsyncTLS}. */
record TlsStatus(
    @JsonPropertyDescription("Generated Secret to copy to the other side.")
        Optional<String> keySecret,
    @JsonPropertyDescription("Where the source connects.") Optional<String> address,
    @JsonPropertyDescription("Port at which the source connects.") Optional<Integer> port,
    @JsonPropertyDescription("What the last transfer did.") Optional<Transfer> lastTransfer) {
  private static final TlsStatus NOTHING =
      new TlsStatus(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static TlsStatus announced(Announcement<TlsStatus> known) {
    return new TlsStatus(
        Optional.ofNullable(known.secretNames().get(Psk.ROLE)),
        known.address(),
        known.port(),
        known.previous().flatMap(TlsStatus::lastTransfer));
  }

  static TlsStatus after(Progress<TlsStatus> progress, String step) {
    TlsStatus before = progress.previous().orElse(NOTHING);
    return new TlsStatus(
        before.keySecret(),
        before.address(),
        before.port(),
        Transfer.of(progress, step).or(before::lastTransfer));
  }
}
