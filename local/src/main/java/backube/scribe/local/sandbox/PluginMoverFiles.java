package backube.scribe.local.sandbox;

import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginFiles;
import backube.scribe.local.process.Deletion;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Files of movers, unpacked from their plugins into a folder that is named after their content: a
 * plugin that is replaced gets another one, and a running attempt keeps its own.
 */
public final class PluginMoverFiles implements MoverFiles {
  private final MoverCatalog catalog;
  private final StatePaths paths;
  private final Deletion deletion;

  public PluginMoverFiles(MoverCatalog catalog, StatePaths paths, Deletion deletion) {
    this.catalog = catalog;
    this.paths = paths;
    this.deletion = deletion;
  }

  @Override
  public synchronized Path folder(String name) throws IOException {
    InstalledMover mover =
        catalog
            .find(name)
            .orElseThrow(
                () ->
                    new IOException(
                        "the mover %s is not installed any more; installed are %s"
                            .formatted(name, catalog.names())));
    Path folder =
        paths.movers().resolve("%s-%s-%s".formatted(name, mover.version(), digest(mover.file())));
    if (!Files.isDirectory(folder)) {
      unpack(mover, folder);
    }
    return folder;
  }

  private void unpack(InstalledMover mover, Path folder) throws IOException {
    DurableFile.createFolders(paths.movers());
    DurableFile.createFolders(paths.unfinished());
    Path fresh = Files.createTempDirectory(paths.unfinished(), "mover-");
    try {
      PluginFiles.extract(mover.file(), fresh);
      if (!Files.isExecutable(fresh.resolve("entry.sh"))) {
        throw new IOException(
            "%s has no script image/entry.sh, which a mover needs".formatted(mover.file()));
      }
      try (Stream<Path> all = Files.walk(fresh)) {
        for (Path path : all.toList()) {
          DurableFile.sync(path);
        }
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deletion.delete(fresh);
    }
  }

  private static String digest(Path jar) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
