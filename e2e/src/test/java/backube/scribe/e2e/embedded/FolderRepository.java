package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Restic;
import backube.scribe.e2e.tool.Shell;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository in a folder of this machine. */
record FolderRepository(String secret, Path folder, String password) implements Repository {
  @Override
  public String manifest(String wanted) {
    return """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
        stringData:
          RESTIC_REPOSITORY: "%s"
          RESTIC_PASSWORD: "%s"
        """
        .formatted(secret, folder, wanted);
  }

  private Restic byHand() {
    return Restic.of(
        folder.getParent(),
        Map.of("RESTIC_REPOSITORY", folder.toString(), "RESTIC_PASSWORD", password));
  }

  @Override
  public List<JsonNode> restic(String... arguments) {
    return byHand().json(arguments);
  }

  @Override
  public void resticAtData(Volume volume, String... arguments) {
    atData(Installation.restic(), volume, arguments);
  }

  @Override
  public void resticOfVersionAtData(String version, Volume volume, String... arguments) {
    atData(Installation.resticOfVersion(version), volume, arguments);
  }

  private void atData(Path restic, Volume volume, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bwrap", "--dev", "/dev", "--proc", "/proc"));
    command.addAll(List.of("--tmpfs", "/tmp")); // first: everything else may lie below it
    for (String system : List.of("/usr", "/lib", "/lib64", restic.getParent().toString())) {
      command.addAll(List.of("--ro-bind-try", system, system));
    }
    command.addAll(List.of("--bind", folder.getParent().toString(), folder.getParent().toString()));
    command.addAll(List.of("--ro-bind", ((FolderVolume) volume).folder().toString(), "/data"));
    command.addAll(List.of("--chdir", "/data", "--", restic.toString()));
    byHand().by(command).run(arguments);
  }

  @Override
  public List<Snapshot> snapshots() {
    return byHand().snapshots();
  }

  @Override
  public List<String> locks() {
    return byHand().locks();
  }

  @Override
  public void check() {
    byHand().check();
  }

  @Override
  public void run(String script) {
    Shell.script(folder, script);
  }
}
