package backube.scribe.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerLockTest {
  @TempDir Path folder;

  @Test
  void theSecondLearnsWhoTheFirstIs() {
    StatePaths paths = new StatePaths(folder.resolve("state"));
    ControllerLock.Outcome first = ControllerLock.tryHold(paths, "scribe local run, process 1");
    assertThat(first).isInstanceOf(ControllerLock.Outcome.Held.class);

    assertThat(ControllerLock.tryHold(paths, "scribe local sync, process 2"))
        .isEqualTo(new ControllerLock.Outcome.Busy("scribe local run, process 1"));
  }

  @Test
  void aClosedLockIsFree() {
    StatePaths paths = new StatePaths(folder.resolve("state"));
    ((ControllerLock.Outcome.Held) ControllerLock.tryHold(paths, "a long description"))
        .lock()
        .close();

    assertThat(ControllerLock.tryHold(paths, "b")).isInstanceOf(ControllerLock.Outcome.Held.class);
    assertThat(paths.lock()).hasContent("b");
  }

  @Test
  void aFolderThatCantBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> ControllerLock.tryHold(new StatePaths(file.resolve("state")), "a"))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("the state folder " + file.resolve("state") + " can't be used");
  }
}
