package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Progress;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code status.rsync}. */
record SshStatus(
    @JsonPropertyDescription("Where the source connects.") Optional<String> address,
    @JsonPropertyDescription("Port at which the source connects.") Optional<Integer> port,
    @JsonPropertyDescription("Generated Secret to copy to the other side.")
        Optional<String> sshKeys,
    @JsonPropertyDescription("What the last transfer did.") Optional<Transfer> lastTransfer) {
  private static final SshStatus NOTHING =
      new SshStatus(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static SshStatus after(Progress<SshStatus> progress, String step) {
    SshStatus before = progress.previous().orElse(NOTHING);
    return new SshStatus(
        before.address(),
        before.port(),
        before.sshKeys(),
        Transfer.of(progress, step).or(before::lastTransfer));
  }
}
