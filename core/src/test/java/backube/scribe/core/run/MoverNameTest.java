package backube.scribe.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoverNameTest {
  @ParameterizedTest
  @CsvSource({"rsync,rsync", "rsyncTLS,rsync-tls", "myTarMover,my-tar-mover", "s3Copy,s3-copy"})
  void wordsArePartedByDashes(String mover, String dashed) {
    assertThat(MoverName.dashed(mover)).isEqualTo(dashed);
  }
}
