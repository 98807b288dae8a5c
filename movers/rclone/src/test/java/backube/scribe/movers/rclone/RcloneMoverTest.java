package backube.scribe.movers.rclone;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Identity;
import backube.scribe.api.mover.Ref;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plugin as a whole. */
class RcloneMoverTest {
  private static final Ref SECRET = Ref.secret("backups");

  private final RcloneMover mover = new RcloneMover();

  @Test
  void isTheSectionCalledRcloneOnBothSides() {
    assertThat(mover.name()).isEqualTo("rclone");
    assertThat(mover.source()).isPresent();
    assertThat(mover.destination()).isPresent();
  }

  @Test
  void isListedAsAnExtension() throws IOException {
    try (InputStream index = RcloneMover.class.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(RcloneMover.class.getName());
    }
  }

  @Test
  void runsInTheImageOfItsOwnVersion() throws IOException {
    Matcher version =
        Pattern.compile("</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>\\s*<name>")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(mover.image()).endsWith(":" + version.group(1));
  }

  @Test
  void whoWritesARemoteKeepsOthersAwayFromIt() {
    assertThat(claims(Case.source("{}")))
        .containsExactly(Claim.exclusive("remote s3:bucket/web", SECRET, "rclone.conf"));
    assertThat(claims(Case.destination("{}")))
        .containsExactly(Claim.shared("remote s3:bucket/web", SECRET, "rclone.conf"));
  }

  @Test
  void aSourceIsKnownByWhereItCopiesTo() {
    assertThat(Case.source("{}").plan().identity())
        .hasValue(
            new Identity("rcloneDestPath", SECRET, "rclone.conf", List.of("s3", "bucket/web")));
    assertThat(Case.destination("{}").plan().identity()).isEmpty();
  }

  private static List<Claim> claims(Case given) {
    return given.plan().steps().stream().flatMap(step -> step.claims().stream()).toList();
  }
}
