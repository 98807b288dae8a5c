package backube.scribe.kubernetes.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.dialect.Vocabulary;
import backube.scribe.core.reason.Reasons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of VolSync look for. */
class DialectTest {
  private static final Vocabulary VOLSYNC = Dialect.VOLSYNC.conventions().vocabulary();

  @ParameterizedTest
  @CsvSource({
    "WaitingForSchedule, WaitingForSchedule",
    "WaitingForManual, WaitingForManual",
    "CleaningUp, CleaningUp",
    "Paused, SyncInProgress",
    "Queued, SyncInProgress",
    "InvalidSpec, Error",
    "MoverNotInstalled, Error",
    "WrongCredentials, Error",
    "SomethingOfTheFuture, Error"
  })
  void anIdleResourceHasOneOfVolSyncsReasons(String reason, String told) {
    assertThat(VOLSYNC.word(reason, false)).isEqualTo(told);
  }

  @Test
  void whateverASyncWaitsForItIsInProgress() {
    assertThat(VOLSYNC.word(Reasons.RETRYING, true)).isEqualTo("SyncInProgress");
    assertThat(VOLSYNC.word(Reasons.WAITING_FOR_VOLUME, true)).isEqualTo("SyncInProgress");
    assertThat(VOLSYNC.word(Reasons.QUEUED, true)).isEqualTo("SyncInProgress");
  }

  @Test
  void volSyncHasNoLimitOfMoversRefusesNoSharedRepositoryAndGoesOnWithoutASnapshot() {
    assertThat(Dialect.VOLSYNC.limited()).isFalse();
    assertThat(Dialect.VOLSYNC.conventions().exclusiveIdentity()).isFalse();
    assertThat(Dialect.VOLSYNC.conventions().defaults())
        .containsEntry("restic.whenEmpty", "Continue")
        .containsEntry("rclone.writePermissionsFacl", "true")
        .containsEntry("rsync.keyType", "RSA");
    assertThat(Dialect.SCRIBE.limited()).isTrue();
    assertThat(Dialect.SCRIBE.conventions().exclusiveIdentity()).isTrue();
    assertThat(Dialect.SCRIBE.conventions().defaults()).isEmpty();
  }

  @Test
  void bothFileTheirDataAlike() {
    assertThat(Dialect.VOLSYNC.conventions().origin()).isEqualTo("volsync");
    assertThat(Dialect.SCRIBE.conventions().origin()).isEqualTo("volsync");
  }

  @Test
  void labelsAnnotationsAndTheReporterOfEventsHaveVolSyncsNames() {
    assertThat(Dialect.VOLSYNC.key("privileged-movers"))
        .isEqualTo("volsync.backube/privileged-movers");
    assertThat(Dialect.VOLSYNC.creator()).isEqualTo("volsync");
    assertThat(Dialect.VOLSYNC.reporter()).isEqualTo("volsync-controller");
  }
}
