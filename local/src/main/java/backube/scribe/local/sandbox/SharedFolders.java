package backube.scribe.local.sandbox;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Folders of this machine that a mover writes to under their own path, such as a restic repository
 * on a disk: in a cluster nothing of the kind exists, here it is what newcomers try first.
 *
 * <p>Shared are the folders that the controller was told to share, and what the claims of a plan
 * name: where the value of a claim's key is an absolute path, or {@code local:} and one. If the
 * folder is not there yet and the folder above it is, it is made, but not for a run that writes to
 * the data volume (a restore from a mistyped path leaves nothing behind). A path that the sandbox
 * uses itself ({@code /}, {@code /data}, {@code /usr}, …) is refused.
 */
final class SharedFolders {
  private static final String LOCAL = "local:";

  private final List<Path> always;
  private final Keys keys;

  SharedFolders(List<Path> always, Keys keys) {
    this.always = always;
    this.keys = keys;
  }

  /**
   * What an attempt gets.
   *
   * @param inside paths that are something else in this sandbox; what is below them is not shared
   */
  Set<Path> of(Plan plan, Collection<String> inside) throws Unstartable {
    Set<Path> shared = new LinkedHashSet<>(always);
    for (Claim claim : plan.steps().stream().flatMap(step -> step.claims().stream()).toList()) {
      String value = keys.find(claim.ref(), claim.key()).map(Keys::text).orElse("").strip();
      String path = value.startsWith(LOCAL) ? value.substring(LOCAL.length()) : value;
      if (path.startsWith("/") && inside.stream().noneMatch(mount -> below(path, mount))) {
        String origin = Keys.name(claim.ref(), claim.key());
        shared.add(usable(Path.of(path).normalize(), origin, plan.writesData()));
      }
    }
    shared.removeIf(path -> Files.notExists(path));
    return shared;
  }

  private static Path usable(Path path, String origin, boolean existing) throws Unstartable {
    if (Reserved.holds(path)) {
      throw new Unstartable(
          "%s names %s, a path that the mover needs for itself: choose another folder"
              .formatted(origin, path));
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new Unstartable(
          FailureClass.NO_REPOSITORY,
          "%s names %s, which is not a folder: name a folder".formatted(origin, path));
    }
    Path parent = path.getParent();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) || existing || parent == null) {
      return path;
    }
    if (!Files.isDirectory(parent)) {
      throw new Unstartable(
          FailureClass.UNREACHABLE,
          "%s names the folder %s, but there is no folder %s: create it, or mount the disk"
              .formatted(origin, path, parent));
    }
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new Unstartable(
          FailureClass.UNREACHABLE,
          "%s names the folder %s, which can't be made: %s".formatted(origin, path, e));
    }
    return path;
  }

  private static boolean below(String path, String mount) {
    return Path.of(path).normalize().startsWith(mount);
  }
}
