package backube.scribe.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.Needed;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is created, and in which words. */
class FolderCheckTest {
  @TempDir Path folder;
  private FolderLab lab;

  @BeforeEach
  void prepare() throws Exception {
    lab = new FolderLab(folder);
  }

  @Test
  void anOrdinaryFolderMayBeBoth() {
    assertThat(look(lab.source(), "claim")).isEmpty();
    assertThat(look(lab.destination(), "claim")).isEmpty();
  }

  @Test
  void aDestinationMayHaveItsVolumeMade() {
    assertThat(look(lab.destination(), null)).isEmpty();
  }

  @Test
  void aMissingClaimIsNamedWithWhatToDeclare() {
    assertThat(message(lab.source(), "other"))
        .startsWith("persistentvolumeclaims \"other\" not found in namespace default")
        .contains("spec.hostPath.path")
        .contains("claimRef");
  }

  @Test
  void aMissingFolderIsNamed() throws Exception {
    Files.delete(lab.data);
    assertThat(message(lab.source(), "claim"))
        .isEqualTo(
            "PersistentVolumeClaim claim is the folder " + lab.data + ", which does not exist");
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    claim(Files.createFile(lab.root.resolve("file")), false, false);
    assertThat(message(lab.source(), "claim")).endsWith("/file, which is not a folder");
  }

  @Test
  void aBlockVolumeIsRefusedToMoversOfFiles() {
    claim(lab.data, true, false);
    assertThat(message(lab.source(), "claim"))
        .isEqualTo("PersistentVolumeClaim claim has volumeMode Block; this mover needs Filesystem");
    assertThat(look(claim("claim")).orElseThrow().message())
        .isEqualTo(
            "moverVolumes, mountPath keys: PersistentVolumeClaim claim has volumeMode Block; only a"
                + " Filesystem can be mounted");
  }

  @Test
  void aFileMayStandForADeviceAndAFolderMayNot() throws Exception {
    Path disk = Files.writeString(lab.root.resolve("disk"), "content");
    claim(disk, true, false);
    assertThat(lab.controller().check(lab.source(), FolderLab.device(null))).isEmpty();
    assertThat(lab.controller().check(lab.destination(), FolderLab.device(null))).isEmpty();
    assertThat(lab.controller().mode(lab.source(), "claim")).isEqualTo(VolumeMode.BLOCK);

    claim(lab.data, true, false);
    assertThat(device(lab.source()))
        .isEqualTo(
            "PersistentVolumeClaim claim is the device %s, which is neither a block device nor a file that stands for one"
                .formatted(lab.data));
    claim(lab.root.resolve("nothing"), true, false);
    assertThat(device(lab.source())).endsWith("nothing, which does not exist");
    claim(disk, true, true);
    assertThat(device(lab.destination())).contains("is ReadOnlyMany");
    claim(Files.createFile(lab.paths.root().resolve("own")), true, false);
    assertThat(device(lab.source())).contains("/own, which lies in the state folder");
  }

  @Test
  void aVolumeThatWasMadeKeepsItsMode() throws Exception {
    FolderVolumes volumes = lab.controller();
    VolumeRequest files = FolderLab.request(CopyMethod.DIRECT, null);
    assertThat(volumes.check(lab.destination(), FolderLab.device("1Ki"))).isEmpty();
    volumes.create(lab.destination(), ThingId.volume(), FolderLab.device("1Ki"));
    assertThat(volumes.check(lab.destination(), FolderLab.device("1Ki"))).isEmpty();
    assertThat(volumes.check(lab.destination(), files).orElseThrow().message())
        .isEqualTo(
            "volumeMode: the volume that was made for this destination is a Block and can't become a"
                + " Filesystem; set volumeMode back, or make another destination");
    lab.close();
  }

  private String device(Replication owner) {
    return lab.controller().check(owner, FolderLab.device(null)).orElseThrow().message();
  }

  @Test
  void oneMoreVolumeForTheMoverMustBeThere() {
    assertThat(look(claim("claim"))).isEmpty();
    assertThat(look(claim("other")).orElseThrow().message())
        .startsWith(
            "moverVolumes, mountPath keys: persistentvolumeclaims \"other\" not found in namespace"
                + " default");
    MoverVolume nfs =
        new MoverVolume(
            "keys",
            new MoverVolume.Source(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new NFSVolumeSource("/export", false, "nas"))));
    assertThat(look(nfs).orElseThrow().message())
        .startsWith("moverVolumes, mountPath keys: nfs is not mounted on one machine");
  }

  private Optional<Refusal> look(MoverVolume volume) {
    return lab.controller().check(lab.source(), volume);
  }

  private static MoverVolume claim(String name) {
    return new MoverVolume(
        "keys",
        new MoverVolume.Source(
            Optional.empty(),
            Optional.of(new PersistentVolumeClaimVolumeSource(name, false)),
            Optional.empty()));
  }

  @Test
  void aReadOnlyClaimIsNoDestination() {
    claim(lab.data, false, true);
    assertThat(look(lab.source(), "claim")).isEmpty();
    assertThat(message(lab.destination(), "claim")).contains("is ReadOnlyMany");
  }

  @Test
  void theStateFolderAndTheDataAreKeptApart() throws Exception {
    Files.createDirectories(lab.paths.copies());
    claim(lab.root, false, false);
    assertThat(message(lab.source(), "claim"))
        .contains("which contains the state folder " + lab.paths.root());
    claim(lab.paths.copies(), false, false);
    assertThat(message(lab.source(), "claim")).contains("which lies in the state folder");
    Path link = Files.createSymbolicLink(lab.root.resolve("link"), lab.paths.root());
    claim(link, false, false);
    assertThat(message(lab.source(), "claim")).contains("the state folder");
  }

  @Test
  void aVolumeMadeForAClaimMayLieInTheStateFolder() throws Exception {
    claim(Files.createDirectories(lab.paths.claimed("default", "claim")), false, false);
    assertThat(look(lab.source(), "claim")).isEmpty();
  }

  @Test
  void aFileOfAnotherUserIsNamedUnlessThatIsAllowed() throws Exception {
    long stranger = 123_456;
    Files.createFile(lab.data.resolve("mine"));
    lab.owners = new FolderCheck.Owners.Only(stranger, 10);
    assertThat(message(lab.source(), "claim"))
        .startsWith(lab.data + " belongs to another user than the one who runs this (uid 123456)")
        .contains("Run as root, or give --allow-foreign-owners");
    assertThat(look(lab.destination(), "claim")).isEmpty();

    long mine = (Integer) Files.getAttribute(lab.data, "unix:uid");
    lab.owners = new FolderCheck.Owners.Only(mine, 10);
    assertThat(look(lab.source(), "claim")).isEmpty();
  }

  @Test
  void aFileOfAnotherUserIsLookedForAmongTheFirstOnly() throws Exception {
    Needed.here(System.getProperty("user.name").equals("root"), "only root gives files away");
    Path strange = Files.createFile(lab.data.resolve("a b\nc"));
    Files.setAttribute(strange, "unix:uid", 123_456);
    long mine = (Integer) Files.getAttribute(lab.data, "unix:uid");

    lab.owners = new FolderCheck.Owners.Only(mine, 1);
    assertThat(look(lab.source(), "claim")).isEmpty();
    lab.owners = new FolderCheck.Owners.Only(mine, 2);
    assertThat(message(lab.source(), "claim")).startsWith(strange + " belongs to another user");
  }

  private void claim(Path path, boolean block, boolean readOnly) {
    lab.claims.put("claim", new Claim("claim", path, block, readOnly));
  }

  private Optional<Refusal> look(Replication owner, String claim) {
    if (!Files.isDirectory(lab.paths.root())) {
      lab.controller();
    }
    return lab.controller().check(owner, FolderLab.request(CopyMethod.DIRECT, claim));
  }

  private String message(Replication owner, String claim) {
    Refusal refusal = look(owner, claim).orElseThrow();
    assertThat(refusal.reason()).isEqualTo(Reasons.VOLUME_UNUSABLE);
    return refusal.message();
  }
}
