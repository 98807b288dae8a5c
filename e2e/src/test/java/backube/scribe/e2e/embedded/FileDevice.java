package backube.scribe.e2e.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import backube.scribe.e2e.rig.Device;
import backube.scribe.e2e.tool.Shell;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A file that stands for a device. */
record FileDevice(String claim, Path file, int mebibytes) implements Device {
  String manifest() {
    return """
        apiVersion: v1
        kind: PersistentVolume
        metadata:
          name: pv-%1$s
        spec:
          accessModes: [ReadWriteOnce]
          volumeMode: Block
          capacity: {storage: %3$dMi}
          hostPath: {path: "%2$s"}
          claimRef: {namespace: default, name: %1$s}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: %1$s
        spec:
          accessModes: [ReadWriteOnce]
          volumeMode: Block
          resources: {requests: {storage: %3$dMi}}
          volumeName: pv-%1$s
        """
        .formatted(claim, file, mebibytes);
  }

  @Override
  public void fill() {
    script("head -c %dM /dev/urandom >%s".formatted(mebibytes, file.getFileName()));
  }

  @Override
  public void write(long at, String text) {
    try (RandomAccessFile device = new RandomAccessFile(file.toFile(), "rw")) {
      device.seek(at);
      device.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String digest() {
    return script("sha256sum <%s".formatted(file.getFileName()));
  }

  private String script(String script) {
    return Shell.script(file.getParent(), script);
  }
}
