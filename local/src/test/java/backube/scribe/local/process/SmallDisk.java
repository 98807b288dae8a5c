package backube.scribe.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import backube.scribe.local.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file system of a few megabytes; tests that need it are skipped where nothing can be mounted.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  public SmallDisk(Path folder, String size) throws IOException, InterruptedException {
    this.folder = Files.createDirectory(folder);
    Needed.here(
        runs("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
        "only root may mount");
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(runs("umount", folder.toString())).isTrue());
  }

  private static boolean runs(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
