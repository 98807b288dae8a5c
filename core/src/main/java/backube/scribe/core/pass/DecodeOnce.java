package backube.scribe.core.pass;

import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.resource.Replication;
import org.jspecify.annotations.Nullable;

/** Decodes the section of a reading once, however often it is asked for in a pass. */
final class DecodeOnce implements Sections {
  private final Sections from;
  private @Nullable Replication read;
  private @Nullable Decoded decoded;

  DecodeOnce(Sections from) {
    this.from = from;
  }

  @Override
  public Decoded decode(Replication resource) {
    Decoded known = decoded;
    if (known != null && read != null && sameReading(read, resource)) {
      return known;
    }
    Decoded fresh = from.decode(resource);
    read = resource;
    decoded = fresh;
    return fresh;
  }

  private static boolean sameReading(Replication one, Replication other) {
    return one.key().equals(other.key())
        && one.uid().equals(other.uid())
        && one.version().equals(other.version());
  }
}
