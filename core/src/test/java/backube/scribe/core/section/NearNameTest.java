package backube.scribe.core.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {
  private static final List<String> NAMES =
      List.of("restic", "rsync", "rsyncTLS", "retain", "pruneIntervalDays", "as", "at");

  @ParameterizedTest
  @CsvSource({
    "retsic, restic",
    "Restic, restic",
    "rsynctls, rsyncTLS",
    "pruneIntervallDay, pruneIntervalDays",
    "retian, retain",
    "syncthing, ",
    "a, as",
    "x, ",
    "'', "
  })
  void isTheNameThatWasProbablyMeant(String found, String meant) {
    assertThat(NearName.of(found, NAMES).orElse(null)).isEqualTo(meant);
  }
}
