package backube.scribe.local.folder;

import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What an image is called: after its volume and the time of its run. */
final class ImageName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private ImageName() {}

  /** A VolumeSnapshot; the number of a run is the second of its start, or a little more. */
  static TypedLocalObjectReference reference(String volume, ThingId image) {
    String time = TIME.format(Instant.ofEpochSecond(image.run()));
    return new TypedLocalObjectReference(
        "snapshot.storage.k8s.io", "VolumeSnapshot", volume + "-" + time);
  }
}
