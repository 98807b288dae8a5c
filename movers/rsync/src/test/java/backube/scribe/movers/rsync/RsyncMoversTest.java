package backube.scribe.movers.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plugin as a whole. */
class RsyncMoversTest {
  @Test
  void areTheSectionsOfVolSync() {
    assertThat(new RsyncMover().name()).isEqualTo("rsync");
    assertThat(new RsyncTlsMover().name()).isEqualTo("rsyncTLS");
  }

  @Test
  void areListedAsExtensions() throws IOException {
    try (InputStream index = RsyncMover.class.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(RsyncMover.class.getName(), RsyncTlsMover.class.getName());
    }
  }

  @Test
  void runInTheImageOfTheirOwnVersion() throws IOException {
    Matcher version =
        Pattern.compile("</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>\\s*<name>")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(new RsyncMover().image()).endsWith(":" + version.group(1));
  }
}
