package backube.scribe.local.process;

import backube.scribe.core.world.EffectFailed;
import backube.scribe.local.state.DurableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs that are run outside of sandboxes, with an environment that holds no secret. */
public final class Programs {
  private final Path folder;
  private final List<Path> path;
  private final Map<String, String> environment;

  /**
   * @param folder where scripts of this release are unpacked
   * @param path the {@code PATH} to look for programs on
   */
  public Programs(Path folder, String path) {
    this.folder = folder;
    this.path =
        Arrays.stream(path.split(":", -1))
            .filter(entry -> entry.startsWith("/"))
            .map(Path::of)
            .toList();
    this.environment = Map.of("PATH", path, "LC_ALL", "C", "HOME", "/");
  }

  /**
   * Begins to describe a process; output is to be redirected. Java would look for the program on
   * the {@code PATH} that it was started with, hence the look here.
   *
   * @throws IOException if there is no such program
   */
  ProcessBuilder builder(List<String> command) throws IOException {
    List<String> found = new ArrayList<>(command);
    found.set(0, find(command.get(0)).toString());
    ProcessBuilder builder = new ProcessBuilder(found);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Whether there is such a program. */
  public boolean has(String program) {
    return search(program).isPresent();
  }

  private Path find(String program) throws IOException {
    return search(program)
        .orElseThrow(() -> new FileNotFoundException("there is no " + program + " on PATH"));
  }

  private Optional<Path> search(String program) {
    return path.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Runs a program without input to its end and returns its exit code; output is dropped. */
  int run(List<String> command) throws IOException {
    Process process =
        builder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command.get(0) + " was running");
    }
  }

  /**
   * What a program that ended had to say.
   *
   * @param output the first part of its output and errors
   */
  public record Answer(int code, String output) {}

  /** Runs a program without input to its end; only the beginning of its output is kept. */
  public Answer ask(List<String> command) throws IOException {
    Process process = builder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String beginning = new String(output.readNBytes(4096), StandardCharsets.UTF_8);
      output.transferTo(OutputStream.nullOutputStream());
      return new Answer(process.waitFor(), beginning.strip());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command.get(0) + " was running");
    }
  }

  /**
   * Unpacks a script that is a resource beside a class.
   *
   * @return where it is; the name changes with the content, so that a running one is never replaced
   */
  public Path script(Class<?> beside, String name) {
    try (InputStream resource = beside.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the release lacks " + name);
      }
      byte[] content = resource.readAllBytes();
      Path script = folder.resolve(name + "-" + digest(content));
      if (!Files.exists(script)) {
        DurableFile.createFolders(folder);
        DurableFile.write(script, content);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-x------"));
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException("can't unpack " + name + " into " + folder, e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** For messages: the program is missing, or can't be run. */
  static EffectFailed notRun(String program, IOException cause) {
    return new EffectFailed("can't run " + program + ": " + cause.getMessage(), cause);
  }
}
