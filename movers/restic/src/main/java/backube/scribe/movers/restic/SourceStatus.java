package backube.scribe.movers.restic;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** {@code status.restic} of a ReplicationSource. */
record SourceStatus(
    @JsonPropertyDescription("Secret of the repository that all of this is about.")
        Optional<String> repository,
    @JsonPropertyDescription("Start of the run that last pruned the repository.")
        Optional<Instant> lastPruned,
    @JsonPropertyDescription("Value of spec.restic.unlock when locks were last removed.")
        Optional<String> lastUnlocked,
    @JsonPropertyDescription("The last snapshot that was taken.")
        Optional<SnapshotStatus> lastSnapshot,
    @JsonPropertyDescription("Start of the run that last read every file.")
        Optional<Instant> lastFullRead,
    @JsonPropertyDescription("The last check of the repository.") Optional<CheckStatus> check) {

  private static final SourceStatus EMPTY =
      new SourceStatus(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * What {@code known} says about the repository in the Secret {@code name}: nothing if it is about
   * another one. A status that names no repository (VolSync's) is taken for this one's.
   */
  static SourceStatus about(Optional<SourceStatus> known, String name) {
    return known
        .filter(status -> status.repository().orElse(name).equals(name))
        .orElse(EMPTY)
        .withRepository(name);
  }

  private SourceStatus withRepository(String name) {
    return new SourceStatus(
        Optional.of(name), lastPruned, lastUnlocked, lastSnapshot, lastFullRead, check);
  }

  SourceStatus withLastPruned(Instant time) {
    return new SourceStatus(
        repository, Optional.of(time), lastUnlocked, lastSnapshot, lastFullRead, check);
  }

  SourceStatus withLastUnlocked(Optional<String> token) {
    return new SourceStatus(repository, lastPruned, token, lastSnapshot, lastFullRead, check);
  }

  SourceStatus withLastSnapshot(SnapshotStatus snapshot) {
    return new SourceStatus(
        repository, lastPruned, lastUnlocked, Optional.of(snapshot), lastFullRead, check);
  }

  SourceStatus withLastFullRead(Instant time) {
    return new SourceStatus(
        repository, lastPruned, lastUnlocked, lastSnapshot, Optional.of(time), check);
  }

  SourceStatus withCheck(CheckStatus result) {
    return new SourceStatus(
        repository, lastPruned, lastUnlocked, lastSnapshot, lastFullRead, Optional.of(result));
  }
}
