package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Restic;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A repository on an S3 server.
 *
 * @param place of the repository in the server's bucket
 */
record S3Repository(S3Server server, String secret, String place, String password)
    implements Repository {
  @Override
  public String manifest(String wanted) {
    StringBuilder manifest = new StringBuilder();
    manifest.append("apiVersion: v1\nkind: Secret\nmetadata:\n  name: ").append(secret);
    manifest.append("\nstringData:\n");
    server
        .settings(place, wanted)
        .forEach((name, value) -> manifest.append("  %s: \"%s\"%n".formatted(name, value)));
    return manifest.toString();
  }

  private Map<String, String> settings() {
    return server.settings(place, password);
  }

  private Restic byHand() {
    return Restic.of(Path.of("/"), settings());
  }

  @Override
  public List<JsonNode> restic(String... arguments) {
    return byHand().json(arguments);
  }

  @Override
  public void resticAtData(Volume volume, String... arguments) {
    atData("restic", ((ClusterVolume) volume).resticPod(), arguments);
  }

  @Override
  public void resticOfVersionAtData(String version, Volume volume, String... arguments) {
    VolumePod pod = ((ClusterVolume) volume).resticPod();
    String installed = "/tmp/restic-" + version;
    if (pod.run("test", "-x", installed).code() != 0) {
      pod.install(Installation.resticOfVersion(version), installed);
    }
    atData(installed, pod, arguments);
  }

  private void atData(String restic, VolumePod pod, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    settings().forEach((name, value) -> command.add(name + "=" + value));
    command.add(restic);
    command.addAll(Restic.options(arguments));
    pod.run(command.toArray(String[]::new)).orFail("restic " + List.of(arguments));
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
    throw new UnsupportedOperationException("a repository on a server has no folder here");
  }
}
