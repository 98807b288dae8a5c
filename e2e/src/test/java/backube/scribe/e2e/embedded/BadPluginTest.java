package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of resources when the jar of their mover can't be used; PluginHostTest: why not. */
@Execution(ExecutionMode.CONCURRENT)
class BadPluginTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aPluginThatIsGoneBrokenOrUnfitStopsItsResourcesUntilAGoodOneIsBack() throws IOException {
    PluginFolder plugins = new PluginFolder(rig.path("plugins"));
    Path jar = plugins.restic("restic.jar");
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.apply(Manifests.source("photos", "manual: first", "retain: {last: 9}"));
    String before = sync(plugins).well().status().lastSyncTime();
    Untouched world = Untouched.as(rig);

    Files.delete(jar);
    missing(plugins, "spec.restic: mover restic is not installed; installed are: none");

    Files.writeString(jar, "no jar");
    missing(
        plugins, "refused plugin restic.jar: it can't be read as a jar: zip END header not found");

    plugins.restic(
        "restic.jar",
        root -> {
          String text = Files.readString(root.resolve(MANIFEST));
          Files.writeString(
              root.resolve(MANIFEST),
              text.replaceAll("Plugin-Requires: .*", "Plugin-Requires: >=9.0.0"));
        });
    missing(plugins, "refused plugin restic.jar: it requires SPI >=9.0.0, and this is SPI 0.1.0");

    plugins.restic(
        "restic.jar",
        root -> {
          Path along = Files.createDirectories(root.resolve("backube/scribe/api/mover"));
          Files.writeString(along.resolve("Plan.class"), "anything");
        });
    missing(
        plugins,
        "it brings classes of backube.scribe.api along (backube/scribe/api/mover/Plan.class);"
            + " that package is the controller's: use scope provided");
    world.check();

    plugins.restic("restic.jar");
    plugins.restic("second.jar");
    Told healed = sync(plugins).well();
    assertThat(healed.ended().err())
        .contains("refused plugin: second.jar: its Plugin-Id restic is that of restic.jar");
    assertThat(healed.status().lastSyncTime()).isNotEqualTo(before);
    assertThat(repository.snapshots()).hasSize(2);
  }

  private Told sync(PluginFolder plugins) {
    return Told.bySync(rig, source("photos"), "--plugins", plugins.folder().toString());
  }

  private void missing(PluginFolder plugins, String... words) {
    sync(plugins).refused(1, "MoverNotInstalled", words);
    assertThat(rig.status(source("photos")).lastSyncTime()).as("what was, stays").isNotEmpty();
  }
}
