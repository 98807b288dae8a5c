package backube.scribe.movers.restic;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Secret that names a repository: keys are restic's own variables.
 *
 * @param secret the Secret
 */
record Repository(Ref secret) {
  /** Which repository it is; what claims and identities are about. */
  private static final String URL = "RESTIC_REPOSITORY";

  private static final String PASSWORD = "RESTIC_PASSWORD";

  /** Path under which snapshots file the data: where it is mounted. */
  private static final String PATH = "/data";

  /** Keys that restic wants as files, each in a directory of its own. */
  private static final List<FileKey> FILES =
      List.of(
          new FileKey("GOOGLE_APPLICATION_CREDENTIALS", "/credentials/gcs.json"),
          new FileKey("RESTIC_TLS_CLIENT_CERT", "/tls/client.pem"));

  private static final String RCLONE = "RCLONE_";

  static Repository of(String secretName) {
    return new Repository(Ref.secret(secretName));
  }

  /** What the Secret must and may hold. */
  void require(Requirements.Builder requirements) {
    requirements
        .keys(secret, URL, PASSWORD)
        .optional(
            secret,
            Stream.concat(BackEndKeys.ALL.stream(), FILES.stream().map(FileKey::key)).toList(),
            List.of(RCLONE));
  }

  /** Sets what every step needs to open the repository, in a fixed order. */
  void open(Plan.Builder plan, Run<?, ?> run) {
    plan.env(URL, secret, URL).env(PASSWORD, secret, PASSWORD);
    BackEndKeys.ALL.stream()
        .filter(key -> run.has(secret, key))
        .forEach(key -> plan.envIfPresent(key, secret, key));
    run.keys().getOrDefault(secret, List.of()).stream()
        .filter(key -> key.startsWith(RCLONE))
        .sorted()
        .forEach(key -> plan.envIfPresent(key, secret, key));
    FILES.stream()
        .filter(file -> run.has(secret, file.key()))
        .forEach(file -> plan.file(secret, file.key(), file.path()).env(file.key(), file.path()));
  }

  Claim shared() {
    return Claim.shared("repository", secret, URL);
  }

  Claim exclusive() {
    return Claim.exclusive("repository", secret, URL);
  }

  /** Snapshots of one host and path are one history: two sources must not share it. */
  void identify(Plan.Builder plan, String host) {
    plan.identity("hostname", secret, URL, host, PATH);
  }

  /** A key whose variable holds the path of a file with its value. */
  private record FileKey(String key, String path) {}
}
