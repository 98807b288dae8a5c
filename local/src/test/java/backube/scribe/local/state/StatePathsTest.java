package backube.scribe.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.world.ThingId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatePathsTest {
  private final StatePaths paths = new StatePaths(Path.of("/state"));

  @Test
  void namesOfObjectsAreNamesOfFolders() {
    ResourceKey key = new ResourceKey(Role.SOURCE, "default", "my.photos-1");
    assertThat(paths.attempt(key, ThingId.attempt(7, 2)))
        .isEqualTo(Path.of("/state/runs/default/src-my.photos-1/7-2"));
    assertThat(paths.scratch(key, "cache"))
        .isEqualTo(Path.of("/state/scratch/default/src-my.photos-1/cache"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b", "../x", "a\nb", "a\0b", "-x", "ä", "a~b"})
  void noNameLeadsOut(String name) {
    Path path = paths.runs(new ResourceKey(Role.SOURCE, name, name));
    assertThat(path.normalize()).isEqualTo(path);
    assertThat(path.getNameCount()).isEqualTo(4);
    assertThat(path.startsWith("/state/runs")).isTrue();
  }

  @Test
  void differentNamesGetDifferentFoldersThatAFileSystemTakes() {
    String longest = "x".repeat(252);
    Set<Path> found = new HashSet<>();
    List<String> names = List.of("a/b", "a_b", "a.b", "A_b", "", longest + "1", longest + "2");
    for (String name : names) {
      Path path = paths.copies(new ResourceKey(Role.DESTINATION, "ns", name));
      assertThat(path.getFileName().toString().length()).isLessThan(256);
      found.add(path);
    }
    assertThat(found).hasSameSizeAs(names);
  }
}
