package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.DataMover;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.local.process.Deletion;
import backube.scribe.local.process.Programs;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginMoverFilesTest {
  @TempDir Path folder;
  private Path jar;
  private StatePaths paths;

  @BeforeEach
  void prepare() {
    jar = folder.resolve("tiny.jar");
    paths = new StatePaths(folder.resolve("state"));
  }

  @Test
  void aMoverIsUnpackedOnceIntoAFolderNamedAfterItsContent() throws Exception {
    write("image/entry.sh", "#!/bin/bash\n");
    Path first = files().folder("tiny");
    assertThat(first.getFileName().toString()).matches("tiny-1\\.0-[0-9a-f]{16}");
    assertThat(first.resolve("entry.sh")).isExecutable();
    assertThat(files().folder("tiny")).isEqualTo(first);

    write("image/entry.sh", "#!/bin/bash\n# newer\n");
    Path second = files().folder("tiny");
    assertThat(second).isNotEqualTo(first);
    assertThat(first.resolve("entry.sh")).hasContent("#!/bin/bash");
    assertThat(paths.unfinished()).isEmptyDirectory();
  }

  @Test
  void aPluginWithoutEntryPointIsNamed() throws Exception {
    write("image/other.sh", "#!/bin/bash\n");
    assertThatThrownBy(() -> files().folder("tiny"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tiny.jar has no script image/entry.sh");
    assertThat(paths.unfinished()).isEmptyDirectory();
    assertThat(paths.movers()).isEmptyDirectory();
  }

  @Test
  void aMoverThatWasUninstalledIsNamed() {
    assertThatThrownBy(() -> files().folder("other"))
        .hasMessage("the mover other is not installed any more; installed are [tiny]");
  }

  private PluginMoverFiles files() {
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return "tiny";
          }

          @Override
          public String image() {
            return "tiny:1";
          }
        };
    MoverCatalog catalog =
        new MoverCatalog(List.of(new InstalledMover("tiny", mover, "tiny", "1.0", jar)), List.of());
    Programs programs = new Programs(paths.programs(), Lab.SYSTEM_PATH);
    return new PluginMoverFiles(catalog, paths, new Deletion(paths.root(), programs));
  }

  private void write(String name, String content) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
