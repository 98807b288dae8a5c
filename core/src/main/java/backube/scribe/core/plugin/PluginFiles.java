package backube.scribe.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files that a plugin brings for its container: the entries {@code image/**} of its jar. */
public final class PluginFiles {
  static final String FOLDER = "image/";

  /** Most files. */
  static final int MAX_FILES = 1000;

  /** Most bytes of all files together. */
  static final long MAX_BYTES = 64L << 20;

  private PluginFiles() {}

  /**
   * Writes the files of {@code jar} under {@code directory}, without the leading {@code image/}.
   * What starts like a script or a program becomes executable for all; everything is readable for
   * all and writable for the owner.
   *
   * @param directory exists and is empty
   * @return how many files there were
   * @throws IOException if the jar can't be read, the directory not written, or the files exceed
   *     the bounds or would land elsewhere; the directory may then hold some of them
   */
  public static int extract(Path jar, Path directory) throws IOException {
    int files = 0;
    long left = MAX_BYTES;
    try (JarFile open = new JarFile(jar.toFile())) {
      List<JarEntry> entries = Collections.list(open.entries());
      for (JarEntry entry : entries) {
        if (!entry.getName().startsWith(FOLDER) || entry.isDirectory()) {
          continue;
        }
        if (++files > MAX_FILES) {
          throw new IOException("%s has more than %d files".formatted(jar, MAX_FILES));
        }
        Path target = target(jar, directory, entry.getName().substring(FOLDER.length()));
        try (InputStream in = open.getInputStream(entry)) {
          left = write(in, target, left);
        }
        if (left < 0) {
          throw new IOException("the files of %s exceed %d bytes".formatted(jar, MAX_BYTES));
        }
      }
    }
    return files;
  }

  private static Path target(Path jar, Path directory, String name) throws IOException {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || unusual(part)) {
        throw new IOException(
            "%s has the file '%s', which is no relative path".formatted(jar, name));
      }
    }
    Path target = directory.resolve(name);
    Files.createDirectories(target.getParent() == null ? directory : target.getParent());
    return target;
  }

  private static boolean unusual(String part) {
    return part.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':');
  }

  private static long write(InputStream in, Path target, long left) throws IOException {
    byte[] head = in.readNBytes(4);
    long rest = left - head.length;
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      out.write(head);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0 && rest >= 0; n = in.read(buffer)) {
        rest -= n;
        out.write(buffer, 0, n);
      }
    }
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(program(head) ? "rwxr-xr-x" : "rw-r--r--"));
    return rest;
  }

  private static boolean program(byte[] head) {
    boolean script = head.length >= 2 && head[0] == '#' && head[1] == '!';
    boolean elf = head.length == 4 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L';
    return script || elf;
  }
}
