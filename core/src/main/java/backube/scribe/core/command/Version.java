package backube.scribe.core.command;

import backube.scribe.api.mover.DataMover;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;

/** What {@code --version} prints. */
public final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"scribe " + release(), "mover SPI " + spi(), "Java " + Runtime.version()};
  }

  private static String release() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }

  private static String spi() throws IOException {
    try (InputStream input =
        DataMover.class.getResourceAsStream("/backube/scribe/api/spi.properties")) {
      Properties properties = new Properties();
      if (input != null) {
        properties.load(input);
      }
      return properties.values().stream().map(Object::toString).findFirst().orElse("unknown");
    }
  }
}
