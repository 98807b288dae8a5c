package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.pf4j.DefaultVersionManager;

/** The version of the mover SPI that this controller speaks, and the ranges that plugins state. */
final class SpiVersion {
  /** Without a qualifier, since no range matches {@code 1.2.0-SNAPSHOT}. */
  static final String CURRENT = current();

  private SpiVersion() {}

  /**
   * Checks a {@code Plugin-Requires}. As everywhere in PF4J, a bare version means that one or any
   * later.
   */
  static void check(String requires) throws PluginRefused {
    String range = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
    boolean fits;
    try {
      fits = new DefaultVersionManager().checkVersionConstraint(CURRENT, range);
    } catch (RuntimeException e) {
      throw new PluginRefused(
          "Plugin-Requires: '%s' is not a range of versions; write it like >=0.1.0 & <0.2.0"
              .formatted(requires));
    }
    if (!fits) {
      throw new PluginRefused(
          "it requires SPI %s, and this is SPI %s: use a release of the plugin for that"
              .formatted(requires, CURRENT));
    }
  }

  private static String current() {
    Properties properties = new Properties();
    try (InputStream in =
        DataMover.class.getResourceAsStream("/backube/scribe/api/spi.properties")) {
      if (in == null) {
        throw new IllegalStateException("scribe-api lacks spi.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version").replaceFirst("-.*", "");
  }
}
