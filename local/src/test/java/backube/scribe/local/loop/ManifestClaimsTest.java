package backube.scribe.local.loop;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.local.folder.Claim;
import backube.scribe.local.manifest.ManifestIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestClaimsTest {
  @TempDir Path folder;

  @Test
  void aClaimIsTheFolderOfTheVolumeThatItNames() throws IOException {
    assertThat(claims(volume("vol", "/a", ""), claim("data", "volumeName: vol")).find("ns", "data"))
        .contains(new Claim("data", Path.of("/a"), false, false));
  }

  @Test
  void aClaimIsTheFolderOfTheVolumeThatIsReservedForIt() throws IOException {
    assertThat(
            claims(volume("vol", "/a", "claimRef: {namespace: ns, name: data}"), claim("data", ""))
                .find("ns", "data"))
        .map(Claim::path)
        .contains(Path.of("/a"));
  }

  @Test
  void aClaimIsTheFolderOfTheVolumeOfItsName() throws IOException {
    assertThat(claims(volume("data", "/a", ""), claim("data", "")).find("ns", "data"))
        .map(Claim::path)
        .contains(Path.of("/a"));
  }

  @Test
  void modesAreKept() throws IOException {
    assertThat(
            claims(
                    volume("data", "/a", ""),
                    claim("data", "volumeMode: Block, accessModes: [ReadOnlyMany]"))
                .find("ns", "data"))
        .contains(new Claim("data", Path.of("/a"), true, true));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThat(missing()).startsWith("persistentvolumeclaims \"data\" not found in namespace ns");
    assertThat(missing(claim("data", "")))
        .isEqualTo(
            "persistentvolumeclaim \"data\" in namespace ns has no volume: declare a"
                + " PersistentVolume with spec.hostPath.path (the folder) and spec.claimRef"
                + " {namespace: ns, name: data}");
    assertThat(missing(claim("data", "volumeName: vol")))
        .isEqualTo(
            "persistentvolumeclaim \"data\" in namespace ns names the volume \"vol\", which no"
                + " manifest declares");
    assertThat(
            missing(
                claim("data", "volumeName: vol"),
                volume("vol", "/a", "claimRef: {namespace: ns, name: other}")))
        .isEqualTo(
            "persistentvolumeclaim \"data\" in namespace ns names the volume \"vol\", whose"
                + " spec.claimRef reserves it for ns/other");
    assertThat(
            missing(
                claim("data", "volumeName: vol"),
                "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: vol}\n"))
        .isEqualTo(
            "persistentvolumeclaim \"data\" in namespace ns names the volume \"vol\", which has no"
                + " spec.hostPath.path");
  }

  private String missing(String... documents) throws IOException {
    ManifestClaims claims = claims(documents);
    assertThat(claims.find("ns", "data")).isEmpty();
    return claims.missing("ns", "data");
  }

  private ManifestClaims claims(String... documents) throws IOException {
    Files.writeString(folder.resolve("all.yaml"), String.join("---\n", documents));
    ManifestIndex index = new ManifestIndex(List.of(folder), new byte[0], Clock.systemUTC());
    index.scan();
    return new ManifestClaims(index);
  }

  private static String volume(String name, String path, String more) {
    return "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: "
        + name
        + "}\nspec: {hostPath: {path: "
        + path
        + "}"
        + (more.isEmpty() ? "" : ", " + more)
        + "}\n";
  }

  private static String claim(String name, String spec) {
    return "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: "
        + name
        + ", namespace: ns}\nspec: {"
        + spec
        + "}\n";
  }
}
