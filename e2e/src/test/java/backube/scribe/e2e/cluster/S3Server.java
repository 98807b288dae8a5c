package backube.scribe.e2e.cluster;

import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Restic;
import backube.scribe.e2e.tool.Shell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An S3 server, and the bucket in it that scenarios use. */
record S3Server(String endpoint, String accessKey, String secretKey) {
  static final String BUCKET = "scribe-e2e";

  /** What restic needs to know about the repository of that name. */
  Map<String, String> settings(String repository, String password) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("RESTIC_REPOSITORY", "s3:" + endpoint + "/" + BUCKET + "/" + repository);
    settings.put("RESTIC_PASSWORD", password);
    settings.put("AWS_ACCESS_KEY_ID", accessKey);
    settings.put("AWS_SECRET_ACCESS_KEY", secretKey);
    return settings;
  }

  /** Lines of a section of rclone.conf. */
  String[] section() {
    return new String[] {
      "type = s3",
      "provider = Other",
      "endpoint = " + endpoint,
      "access_key_id = " + accessKey,
      "secret_access_key = " + secretKey,
      "force_path_style = true"
    };
  }

  /** Makes the bucket, which is there from then on: restic makes one for its first repository. */
  void makeBucket() {
    Restic restic = Restic.of(Path.of("/"), settings("bucket", "known to all"));
    Shell.Ended made =
        Shell.run(
            restic.directory(),
            restic.environment(),
            List.of(Installation.restic().toString(), "init"));
    if (made.code() != 0 && !made.err().contains("already")) {
      made.orFail("making the bucket " + BUCKET + " at " + endpoint);
    }
  }

  @Override
  public String toString() {
    return endpoint;
  }
}
