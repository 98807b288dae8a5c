package backube.scribe.kubernetes.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key in files that others renew; one that can't be read leaves the last one in use. */
final class ReloadedKey implements Supplier<ServingKey> {
  private static final Logger log = LoggerFactory.getLogger(ReloadedKey.class);
  private static final Duration GOOD = Duration.ofSeconds(10);

  private final CertificateFiles files;
  private final InstantSource clock;
  private ServingKey current;
  private String version;
  private Instant checked;

  /**
   * @throws IOException with a message for the user if the files can't be used
   */
  ReloadedKey(CertificateFiles files, InstantSource clock) throws IOException {
    this.files = files;
    this.clock = clock;
    version = files.version();
    current = files.read();
    checked = clock.instant();
  }

  @Override
  public synchronized ServingKey get() {
    Instant now = clock.instant();
    if (!now.isBefore(checked.plus(GOOD))) {
      checked = now;
      reload();
    }
    return current;
  }

  private void reload() {
    try {
      String there = files.version();
      if (!there.equals(version)) {
        current = files.read();
        version = there;
        log.info("read the renewed certificate {}", files.certificate());
      }
    } catch (IOException e) {
      log.warn("the renewed certificate can't be used: {}", e.getMessage());
    }
  }
}
