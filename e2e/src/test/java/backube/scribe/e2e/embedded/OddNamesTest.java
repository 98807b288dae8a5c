package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with blanks, line feeds, quotes and bytes that are no text; of folders, too. */
@Execution(ExecutionMode.CONCURRENT)
class OddNamesTest {
  private static final String NAMES =
      """
      touch 'with blanks ' $'line\\nfeed' $'no\\xfftext' -- '-rf' '~' '$(id)' "quotes\\"'" '*' $'\\e[0m'
      mkdir $'folder\\nof \\xfe' && echo content >$'folder\\nof \\xfe/deep'
      """;

  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Direct", "Snapshot"})
  void comeBackAsTheyWere(String copyMethod) {
    String folder = "an \"odd\" one\\nof 'my' täpes";
    Volume photos = rig.volume("photos");
    photos.run(NAMES);
    var expected = photos.listing();
    move("photos", folder);
    var repository = rig.repository("repo");
    rig.apply(
        repository
            .manifest(repository.password())
            .replace("/repositories/repo", "/repositories/the repo: äöü"));
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: " + copyMethod));
    Told.bySync(rig, source("photos")).well();

    Volume restored = rig.volume("restored");
    move("restored", folder + " 2");
    rig.apply(Manifests.destination("restored", "manual: once"));
    Told.bySync(rig, destination("restored")).well();
    moveBack("restored", folder + " 2");
    restored.assertHolds(expected);
  }

  /** Moves the folder of a volume to a name, as YAML writes it. */
  private void move(String claim, String name) {
    Shell.script(rig.path("volumes"), "mv " + claim + " " + quoted(name));
    Shell.script(
        rig.path("manifests"),
        "f=PersistentVolume-pv-%1$s.yaml; content=$(<\"$f\"); n=%2$s; printf '%%s\\n' \"${content//\\/volumes\\/%1$s/\\/volumes\\/$n}\" >\"$f\""
            .formatted(claim, single(name.replace("\"", "\\\""))));
  }

  private void moveBack(String claim, String name) {
    Shell.script(rig.path("volumes"), "mv " + quoted(name) + " " + claim);
  }

  private static String quoted(String name) {
    return "$'" + name.replace("'", "\\'") + "'";
  }

  private static String single(String name) {
    return "'" + name.replace("'", "'\\''") + "'";
  }
}
