package backube.scribe.e2e.embedded;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.tool.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 server of rclone's own on this machine, with one bucket.
 *
 * @param address of it
 */
record RcloneS3(Process process, String address) implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");
  private static final String KEY = "key-of-the-scenario";

  static RcloneS3 in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("s3/bucket"));
    Path log = folder.resolve("s3.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Installation.rclone().toString(),
                    "--config=/dev/null",
                    "serve",
                    "s3",
                    "--auth-key=user," + KEY,
                    "--addr=127.0.0.1:0",
                    folder.resolve("s3").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Matcher found =
        Await.until(
            "the S3 server to listen",
            () -> ADDRESS.matcher(read(log)),
            Matcher::find,
            () -> read(log));
    return new RcloneS3(process, found.group());
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String[] section() {
    return section(KEY);
  }

  /** Lines of rclone.conf, with a key of choice. */
  String[] section(String key) {
    return new String[] {
      "type = s3",
      "provider = Rclone",
      "endpoint = " + address,
      "access_key_id = user",
      "secret_access_key = " + key,
      "force_path_style = true"
    };
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
