package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Shell;
import backube.scribe.e2e.tool.TreeComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder behind a PersistentVolume with {@code hostPath}.
 *
 * @param user whose programs fill it; negative: the one who runs the tests
 */
record FolderVolume(String claim, Path folder, int user) implements Volume {
  String manifest() {
    return """
        apiVersion: v1
        kind: PersistentVolume
        metadata:
          name: pv-%1$s
        spec:
          accessModes: [ReadWriteOnce]
          capacity: {storage: 1Gi}
          hostPath: {path: "%2$s"}
          claimRef: {namespace: default, name: %1$s}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: %1$s
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          volumeName: pv-%1$s
        """
        .formatted(claim, folder);
  }

  @Override
  public void write(String path, String content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      if (user >= 0) {
        Shell.script(folder, "chown -R %1$d:%1$d .".formatted(user));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String read(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String path) {
    try {
      Files.delete(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void run(String script) {
    Shell.run(folder, Map.of(), asUser("bash", "-euo", "pipefail", "-c", script)).orFail(script);
  }

  private List<String> asUser(String... words) {
    List<String> command = new ArrayList<>();
    if (user >= 0) {
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    }
    command.addAll(List.of(words));
    return command;
  }

  @Override
  public void fillWithSample() {
    List<String> command = asUser(Installation.tool("sample-tree").toString(), ".");
    Shell.run(folder, Map.of(), command).orFail(command);
  }

  @Override
  public List<String> listing() {
    List<String> command = List.of(Installation.tool("tree-listing").toString(), ".");
    return Shell.run(folder, Map.of(), command).orFail(command).out().lines().toList();
  }

  @Override
  public void assertHolds(List<String> listing) {
    TreeComparison.require(claim, listing, listing(), user < 0 && Installation.root());
  }
}
