package backube.scribe.local.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the options of one {@code bwrap}. They are handed over through a file descriptor, so
 * that the values of variables and the content of files are on no command line and on no disk.
 */
final class Bubblewrap {
  /** The first file descriptor that a process is given. */
  private static final int FIRST = 20;

  private final List<byte[]> options = new ArrayList<>();
  private final List<byte[]> files = new ArrayList<>();

  /** Adds an option with its arguments. */
  Bubblewrap add(String... words) {
    for (String word : words) {
      options.add(word.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /**
   * Sets a variable of the environment, which is otherwise empty.
   *
   * @throws Unstartable if the value has a NUL, which no environment can hold
   */
  Bubblewrap variable(String name, byte[] value) throws Unstartable {
    for (byte b : value) {
      if (b == 0) {
        throw new Unstartable("the value for " + name + " contains a NUL byte; remove it");
      }
    }
    add("--setenv", name);
    options.add(value);
    return this;
  }

  /** Makes a read-only file that exists nowhere else. */
  Bubblewrap file(byte[] content, String path) {
    files.add(content);
    return add("--perms", "0400", "--ro-bind-data", "" + (FIRST + files.size()), path);
  }

  /** The command line of a process that gets {@link #parts}; it holds no secret. */
  List<String> command(List<String> program) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bwrap", "--args", "" + FIRST, "--json-status-fd", "8", "--"));
    command.addAll(program);
    return command;
  }

  /** What the file descriptors hold, from {@link #FIRST} on. */
  List<byte[]> parts() {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    for (byte[] option : options) {
      words.writeBytes(option);
      words.write(0);
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(words.toByteArray());
    parts.addAll(files);
    return parts;
  }

  /** The options as words of a command line; only for what holds no secret. */
  List<String> words() {
    return options.stream().map(option -> new String(option, StandardCharsets.UTF_8)).toList();
  }
}
