package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Device;

/**
 * A device behind a claim, used by a pod that stays. Its node may have a cache of its own for each
 * pod, so what is written is brought to the disk, and what is read comes from there.
 */
record ClusterDevice(String claim, VolumePod pod, int mebibytes) implements Device {
  static String manifest(String claim, int mebibytes) {
    return ClusterVolume.manifest(claim, Knob.EXACT_VOLUMES.value())
            .replace("storage: 1Gi", "storage: %dMi".formatted(mebibytes))
        + "  volumeMode: Block\n";
  }

  @Override
  public void fill() {
    run("dd if=/dev/urandom of=%s bs=1M count=%d iflag=fullblock oflag=direct", mebibytes);
  }

  @Override
  public void write(long at, String text) {
    run("printf %%s '" + text + "' | dd of=%s bs=1 seek=%d conv=notrunc,fsync", at);
  }

  @Override
  public String digest() {
    return run("dd if=%s bs=1M count=%d iflag=direct | sha256sum", (long) mebibytes);
  }

  private String run(String script, long number) {
    return pod.run("bash", "-euo", "pipefail", "-c", script.formatted(VolumePod.DEVICE, number))
        .orFail(script)
        .out();
  }
}
