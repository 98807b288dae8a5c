package backube.scribe.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest {
  @TempDir Path folder;
  private Path root;
  private Path outside;
  private Deletion deletion;

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectories(folder.resolve("state/copies")).getParent();
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.createFile(outside.resolve("precious"));
    deletion = new Deletion(root, new Programs(folder, "/usr/bin:/bin"));
  }

  @Test
  void treesGoAndNothingElse() throws IOException {
    Path tree = Files.createDirectories(root.resolve("copies/-rf odd\nname"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    deletion.delete(tree);
    deletion.delete(tree);
    assertThat(root.resolve("copies")).isEmptyDirectory();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void aLinkIsDeletedAndNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("copies/link"), outside);
    deletion.delete(link);
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void whatIsOutsideOfTheStateFolderIsNotDeleted() throws IOException {
    Path detour = Files.createSymbolicLink(root.resolve("detour"), folder);
    for (Path path :
        new Path[] {
          outside, root, root.resolve("../outside"), root.resolve(".."), detour.resolve("outside")
        }) {
      assertThatThrownBy(() -> deletion.delete(path))
          .hasMessageContaining("is not in the state folder");
    }
    assertThat(outside.resolve("precious")).exists();
  }
}
