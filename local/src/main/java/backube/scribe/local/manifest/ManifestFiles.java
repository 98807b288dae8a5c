package backube.scribe.local.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files that the user named, and those in the folders that the user named. */
final class ManifestFiles {
  static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final int MAX_LEVELS = 32;
  private static final Set<String> ENDINGS = Set.of(".yaml", ".yml", ".json");

  private final List<Path> roots;
  private final Optional<Path> passedBy;
  private final byte[] standardInput;

  /**
   * @param roots absolute files and folders, or {@link Origin#STDIN}
   * @param passedBy a folder below them that is not looked into
   * @param standardInput what was read from it, since it can be read only once
   */
  ManifestFiles(List<Path> roots, Optional<Path> passedBy, byte[] standardInput) {
    this.roots = List.copyOf(roots);
    this.passedBy = passedBy;
    this.standardInput = standardInput;
  }

  /** What was found: each file with its stamp, the folders, and what could not be looked at. */
  record Found(Map<Path, Stamp> files, Set<Path> folders, List<Problem> problems) {}

  /** Changes whenever a file does, unless it is rewritten within the grain of its time. */
  record Stamp(long modified, long size, @Nullable Object identity) {
    static Stamp of(BasicFileAttributes attributes) {
      return new Stamp(
          attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    }
  }

  Found find() {
    Found found = new Found(new TreeMap<>(), new TreeSet<>(), new java.util.ArrayList<>());
    for (Path root : roots) {
      try {
        if (!root.equals(Origin.STDIN) && Files.isDirectory(root)) {
          Files.walkFileTree(
              root,
              EnumSet.of(FileVisitOption.FOLLOW_LINKS),
              MAX_LEVELS,
              new Walk(root, key(), found));
          if (found.files().keySet().stream().noneMatch(file -> file.startsWith(root))) {
            found.problems().add(empty(root));
          }
        } else {
          found.files().put(root, stamp(root));
        }
      } catch (IOException e) {
        found.problems().add(Problem.ofFile(root, 0, "can't be read: " + reason(e)));
      }
    }
    return found;
  }

  /** As it is where a disk is not mounted: it says nothing about what was there before. */
  private static Problem empty(Path root) {
    return new Problem(
        Problem.Severity.WARNING,
        root,
        0,
        0,
        "",
        "",
        "holds no manifest (*.yaml, *.yml, *.json); resources that came from it are kept");
  }

  /** The stamp of a file, as it is now. */
  Stamp stamp(Path file) throws IOException {
    return file.equals(Origin.STDIN)
        ? new Stamp(0, standardInput.length, null)
        : Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** By which the folder that is passed by is known, whatever its path; null if there is none. */
  private @Nullable Object key() {
    try {
      return passedBy.isPresent()
          ? Files.readAttributes(passedBy.get(), BasicFileAttributes.class).fileKey()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** The text of a file. */
  String read(Path file) throws IOException {
    try (InputStream input =
        file.equals(Origin.STDIN)
            ? new ByteArrayInputStream(standardInput)
            : Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("larger than " + MAX_BYTES / 1024 / 1024 + " MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // JSON may be indented by tabs, which YAML refuses; inside its texts tabs are escaped.
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
          ? text.replace('\t', ' ')
          : text;
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8 text", e);
    }
  }

  /** Whether a file is, or would be, among those that are read. */
  boolean covers(Path file) {
    return roots.stream().anyMatch(file::startsWith);
  }

  static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "no such file or folder"
        : e instanceof java.nio.file.AccessDeniedException
            ? "permission denied"
            : String.valueOf(e.getMessage());
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final @Nullable Object passedBy;
    private final Found found;

    Walk(Path root, @Nullable Object passedBy, Found found) {
      this.root = root;
      this.passedBy = passedBy;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean passed = passedBy != null && passedBy.equals(attributes.fileKey());
      if (passed || (!folder.equals(root) && hidden(folder))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      found.folders().add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file) && named(file)) {
        found.files().put(file, Stamp.of(attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!hidden(file)) {
        found.problems().add(Problem.ofFile(file, 0, "can't be read: " + reason(e)));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path path) {
      return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static boolean named(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return ENDINGS.stream().anyMatch(name::endsWith);
    }
  }
}
