package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Identity;
import backube.scribe.api.mover.Plan;
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
class ResticMoverTest {
  private final ResticMover mover = new ResticMover();

  @Test
  void isTheSectionCalledResticOnBothSides() {
    assertThat(mover.name()).isEqualTo("restic");
    assertThat(mover.source()).isPresent();
    assertThat(mover.destination()).isPresent();
  }

  @Test
  void isListedAsAnExtension() throws IOException {
    try (InputStream index = ResticMover.class.getResourceAsStream("/META-INF/extensions.idx")) {
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8))
          .contains(ResticMover.class.getName());
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
  void aSourceKeepsOthersAwayUntilItHasTakenASnapshot() {
    assertThat(modes(Case.source("{}"))).containsOnly(Claim.Mode.EXCLUSIVE);
    assertThat(modes(Case.source("{}", "{lastSnapshot: {id: 0ff74383}}")))
        .containsOnly(Claim.Mode.SHARED);
    assertThat(modes(Case.destination("{}"))).containsOnly(Claim.Mode.SHARED);
  }

  @Test
  void aSourceIsKnownByRepositoryHostAndPath() {
    Ref secret = Ref.secret("backups");

    assertThat(Case.source("{}").plan().identity())
        .hasValue(
            new Identity("hostname", secret, "RESTIC_REPOSITORY", List.of("volsync", "/data")));
    assertThat(Case.source("{hostname: web}").plan().identity())
        .hasValue(new Identity("hostname", secret, "RESTIC_REPOSITORY", List.of("web", "/data")));
    assertThat(Case.destination("{}").plan().identity()).isEmpty();
  }

  @Test
  void noPlanHoldsAKeyThatTheSecretLacks() {
    Plan plan = Case.source("{}").plan();

    assertThat(plan.env().values())
        .filteredOn(setting -> setting.ref() != null)
        .extracting(setting -> setting.key())
        .containsExactly("RESTIC_REPOSITORY", "RESTIC_PASSWORD");
    assertThat(plan.files()).isEmpty();
  }

  private static List<Claim.Mode> modes(Case given) {
    return given.plan().steps().stream()
        .flatMap(step -> step.claims().stream())
        .map(Claim::mode)
        .toList();
  }
}
