package backube.scribe.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A restic repository, with the real restic beside the product. */
public interface Repository {
  /** Name of the Secret that movers use. */
  String secret();

  /** The Secret's manifest; with another password if that is wanted. */
  String manifest(String password);

  String password();

  /**
   * Runs restic on it by hand.
   *
   * @return its standard output as JSON values, one a line
   * @throws AssertionError if it fails
   */
  List<JsonNode> restic(String... arguments);

  /** Runs restic by hand where the volume is the working directory {@code /data}. */
  void resticAtData(Volume volume, String... arguments);

  /** The same with another version of restic. */
  void resticOfVersionAtData(String version, Volume volume, String... arguments);

  /** Snapshots, oldest first. */
  List<Snapshot> snapshots();

  /** Ids of the locks in it. */
  List<String> locks();

  /** Reads everything and fails if something is wrong. */
  void check();

  /** Takes the whole repository away, or damages it: a shell script in its folder. */
  void run(String script);

  /** A snapshot, and the run of the product that made it (empty: made by hand). */
  record Snapshot(String id, String host, List<String> paths, List<String> tags, String parent) {
    public String run() {
      return tags.stream()
          .filter(tag -> tag.startsWith("scribe.run="))
          .map(tag -> tag.substring("scribe.run=".length()))
          .findFirst()
          .orElse("");
    }
  }
}
