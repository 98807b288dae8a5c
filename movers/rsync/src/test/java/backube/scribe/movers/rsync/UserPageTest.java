package backube.scribe.movers.rsync;

import backube.scribe.testkit.UserPage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for users and the descriptions in the schemas leave nothing out. */
class UserPageTest {
  /** A mover and what it has of its own. */
  private record Mover(String name, String file, List<Class<? extends Record>> types) {
    UserPage page() {
      return UserPage.at(Path.of("../../docs/movers").resolve(file));
    }

    Path schema(String kind) {
      return Path.of("src/test/resources", name, "schema-" + kind + ".yaml");
    }
  }

  static Stream<Mover> movers() {
    return Stream.of(
        new Mover(
            "rsync",
            "rsync.md",
            List.of(
                SshSourceSection.class,
                SshDestinationSection.class,
                SshStatus.class,
                Transfer.class)),
        new Mover(
            "rsyncTLS",
            "rsync-tls.md",
            List.of(
                TlsSourceSection.class,
                TlsDestinationSection.class,
                TlsStatus.class,
                Transfer.class)));
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageNamesEveryFieldOfTheMover(Mover mover) {
    mover.page().namesFieldsOf(mover.types());
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageNamesEveryFieldThatTheControllerAdds(Mover mover) {
    mover.page().namesFieldsOfSchema(mover.schema("ReplicationSource"));
    mover.page().namesFieldsOfSchema(mover.schema("ReplicationDestination"));
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageSaysWhatToDoAboutEveryFailure(Mover mover) {
    mover.page().tellsOfEveryFailure();
  }

  @ParameterizedTest
  @MethodSource("movers")
  void everyFieldIsDescribed(Mover mover) {
    UserPage.describesFieldsOf(mover.types());
  }
}
