package backube.scribe.e2e.rig;

import java.util.List;

/** The content of a volume. Paths are relative to its top. */
public interface Volume {
  String claim();

  void write(String path, String content);

  String read(String path);

  void delete(String path);

  boolean exists(String path);

  /** Runs a shell script with the volume's top as working directory. */
  void run(String script);

  /** Fills it with every odd kind of file. */
  void fillWithSample();

  /** Every object with its metadata and checksum, as tools/tree-listing prints it. */
  List<String> listing();

  /** Fails unless it holds what a listing says, apart from what restic can't keep. */
  void assertHolds(List<String> listing);
}
