package backube.scribe.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFilesTest {
  @TempDir Path folder;

  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
  }

  private int extract(PluginJar jar) throws IOException {
    return PluginFiles.extract(jar.in(folder, "plugin.jar"), target);
  }

  @Test
  void writesTheFilesOfTheImageAndNothingElse() throws Exception {
    int files =
        extract(
            PluginJar.of("a")
                .entry("image/entry.sh", "#!/usr/bin/env bash\necho hello\n")
                .entry("image/", "")
                .entry("image/lib/table.json", "{}")
                .entry("image/bin/tool", "\177ELF...")
                .entry("image/empty", "")
                .entry("other/file", "x"));

    assertThat(files).isEqualTo(4);
    assertThat(target.resolve("entry.sh")).hasContent("#!/usr/bin/env bash\necho hello\n");
    assertThat(target.resolve("entry.sh")).isExecutable();
    assertThat(target.resolve("bin/tool")).isExecutable();
    assertThat(target.resolve("lib/table.json")).hasContent("{}");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(target.resolve("lib/table.json"))))
        .isEqualTo("rw-r--r--");
    assertThat(target.resolve("empty")).isEmptyFile();
    assertThat(target.resolve("other")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/../../evil",
        "image//etc/evil",
        "image/./evil",
        "image/a\\..\\evil",
        "image/a\u0000b",
        "image/a\nb"
      })
  void refusesNamesThatAreNoRelativePath(String name) {
    assertThatThrownBy(() -> extract(PluginJar.of("a").entry(name, "x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no relative path");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesTooManyFiles() {
    PluginJar jar = PluginJar.of("a");
    for (int i = 0; i <= PluginFiles.MAX_FILES; i++) {
      jar.entry("image/" + i, "");
    }

    assertThatThrownBy(() -> extract(jar)).hasMessageContaining("more than 1000 files");
  }

  @Test
  void stopsWritingWhenTheFilesAreTooLarge() {
    PluginJar jar = PluginJar.of("a").entry("image/zeros", new byte[80 << 20]);

    assertThatThrownBy(() -> extract(jar)).hasMessageContaining("exceed 67108864 bytes");
    assertThat(target.resolve("zeros").toFile().length()).isLessThan(65L << 20);
  }

  @Test
  void neverReplacesAFile() throws Exception {
    Files.writeString(target.resolve("entry.sh"), "mine");

    assertThatThrownBy(() -> extract(PluginJar.of("a").entry("image/entry.sh", "theirs")))
        .isInstanceOf(IOException.class);
    assertThat(target.resolve("entry.sh")).hasContent("mine");
  }
}
