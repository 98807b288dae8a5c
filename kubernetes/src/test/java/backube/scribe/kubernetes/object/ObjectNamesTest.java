package backube.scribe.kubernetes.object;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
  private static final long RUN = 1_772_445_630L;

  @Test
  void namesAreThoseThatUsersOfVolSyncLookFor() {
    ObjectNames source = names(Role.SOURCE, "photos");

    assertThat(source.job("restic", ThingId.attempt(RUN, 1))).isEqualTo("volsync-src-photos");
    assertThat(source.job("rclone", ThingId.attempt(RUN, 1)))
        .isEqualTo("volsync-rclone-src-photos");
    assertThat(source.job("rsync", ThingId.attempt(RUN, 2)))
        .isEqualTo("volsync-rsync-src-photos-2");
    assertThat(source.job("rsyncTLS", ThingId.attempt(RUN, 1)))
        .isEqualTo("volsync-rsync-tls-src-photos");
    assertThat(source.copy(ThingId.copy(RUN, 1))).isEqualTo("volsync-photos-src");
    assertThat(source.scratch("cache")).isEqualTo("volsync-src-photos-cache");
    assertThat(source.account()).isEqualTo("volsync-src-photos");
    ObjectNames destination = names(Role.DESTINATION, "photos");
    assertThat(destination.destination(false)).isEqualTo("volsync-photos-dest");
    assertThat(destination.destination(true))
        .as("filled by a peer")
        .isEqualTo("volsync-photos-dst");
    assertThat(destination.service("rsync")).isEqualTo("volsync-rsync-dst-photos");
    assertThat(destination.secrets("rsync", "main"))
        .containsExactly("volsync-rsync-dst-main-photos");
  }

  @Test
  void ourOwnJobsAreCalledAlikeWhateverTheirMover() {
    ObjectNames ours =
        new ObjectNames(Dialect.SCRIBE, new ResourceKey(Role.SOURCE, "ns", "photos"));

    assertThat(ours.job("rsyncTLS", ThingId.attempt(RUN, 1))).isEqualTo("scribe-src-photos");
  }

  @Test
  void aSecondTryStandsBesideTheFirst() {
    ObjectNames source = names(Role.SOURCE, "photos");

    assertThat(source.job("restic", ThingId.attempt(RUN, 2))).isEqualTo("volsync-src-photos-2");
    assertThat(source.copy(ThingId.copy(RUN, 3))).isEqualTo("volsync-photos-src-3");
    assertThat(source.copyBeside(ThingId.copy(RUN, 1))).isEqualTo("volsync-photos-src-1772445630");
  }

  @Test
  void anImageIsNamedAfterItsVolumeAndTheSecondInWhichItsRunBegan() {
    ObjectNames names = names(Role.DESTINATION, "photos");

    assertThat(names.image(ThingId.image(RUN, 1), "data")).isEqualTo("data-20260302100030");
    assertThat(names.image(ThingId.image(RUN, 2), "data")).isEqualTo("data-20260302100030-2");
  }

  @Test
  void aNameThatWouldNotFitIntoALabelIsReplacedByItsChecksum() {
    String fits = "n".repeat(63 - "volsync-src-".length());
    String tooLong = fits + "n";

    assertThat(names(Role.SOURCE, fits).job("restic", ThingId.attempt(RUN, 1)))
        .hasSize(63)
        .endsWith("nnn");
    assertThat(names(Role.SOURCE, tooLong).job("restic", ThingId.attempt(RUN, 1)))
        .isEqualTo("volsync-src-b4fe536d");
    assertThat(names(Role.SOURCE, fits).job("restic", ThingId.attempt(RUN, 2))).hasSizeLessThan(64);
    assertThat(names(Role.SOURCE, fits).job("rsyncTLS", ThingId.attempt(RUN, 1)))
        .matches("volsync-rsync-tls-src-[0-9a-f]{8}");
  }

  @Test
  void theLongestNameOfAResourceGivesNamesThatAreNotTooLong() {
    ObjectNames names = names(Role.SOURCE, "n".repeat(253));

    assertThat(names.copy(ThingId.copy(RUN, 10))).hasSizeLessThan(254).endsWith("-src-10");
    assertThat(names.scratch("cache")).hasSizeLessThan(254).endsWith("-cache");
    assertThat(names.account()).hasSizeLessThan(254);
    assertThat(names.image(ThingId.image(RUN, 1), "c".repeat(253))).hasSizeLessThan(254);
  }

  private static ObjectNames names(Role role, String name) {
    return new ObjectNames(Dialect.VOLSYNC, new ResourceKey(role, "ns", name));
  }
}
