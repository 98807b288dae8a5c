package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place that rclone reaches.
 *
 * @param secret what holds rclone's configuration
 * @param section name of the remote there
 * @param path on the remote
 */
record Remote(Ref secret, String section, String path) {
  private static final String CONFIG = "rclone.conf";
  private static final String DIRECTORY = "/rclone-config/";
  private static final String VARIABLE = "RCLONE_";

  /** The field that makes it another place. */
  private static final String FIELD = "rcloneDestPath";

  /** Names that a file can have. */
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static Remote of(String secret, String section, String path) {
    return new Remote(Ref.secret(secret), section, path);
  }

  /** What the section and the Secret must hold. */
  void require(Requirements.Builder requirements) {
    requirements
        .check(
            !section.startsWith("-") && section.chars().noneMatch(c -> c == ':' || c < ' '),
            "rcloneConfigSection",
            "\"" + section + "\" can't be the name of a section of rclone.conf, such as s3")
        .check(
            path.chars().noneMatch(c -> c == '\n' || c == 0),
            FIELD,
            "must not contain line breaks or NUL characters")
        .keys(secret, CONFIG)
        .optional(secret, List.of(), List.of(""));
  }

  /** Sets what rclone needs. The user's variables come first: where both set one, ours counts. */
  void open(Plan.Builder plan, Run<?, ?> run) {
    List<String> keys = run.keys().getOrDefault(secret, List.of()).stream().sorted().toList();
    keys.stream()
        .filter(key -> key.startsWith(VARIABLE) && NAME.matcher(key).matches())
        .forEach(key -> plan.envIfPresent(key, secret, key));
    plan.file(secret, CONFIG, DIRECTORY + CONFIG);
    keys.stream()
        .filter(key -> !key.equals(CONFIG) && !key.startsWith(VARIABLE))
        .filter(key -> FILE.matcher(key).matches())
        .forEach(key -> plan.file(secret, key, DIRECTORY + key));
    plan.env("RCLONE_CONFIG", DIRECTORY + CONFIG)
        .env("RCLONE_DEST_PATH", path)
        .env("RCLONE_CONFIG_SECTION", section);
  }

  /** For who only reads. */
  Claim shared() {
    return Claim.shared(name(), secret, CONFIG);
  }

  /** For who writes: nobody may read or write meanwhile. */
  Claim exclusive() {
    return Claim.exclusive(name(), secret, CONFIG);
  }

  private String name() {
    return "remote " + section + ":" + path;
  }

  /** Two sources that copy to one place would delete each other's files. */
  void identify(Plan.Builder plan) {
    plan.identity(FIELD, secret, CONFIG, section, path);
  }
}
