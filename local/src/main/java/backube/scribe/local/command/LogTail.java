package backube.scribe.local.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a growing file, each once. */
final class LogTail {
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_LINE = 64 * 1024;

  private final Path file;
  private long position;
  private byte[] rest = new byte[0];

  LogTail(Path file) {
    this.file = file;
  }

  /** Lines that were finished since the last call; none if there is no such file. */
  List<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      while (channel.read(buffer) > 0) {
        position += buffer.position();
        split(buffer.flip(), lines);
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      return lines;
    }
    return lines;
  }

  /** What was written after the last line break. */
  List<String> rest() {
    List<String> lines =
        rest.length == 0 ? List.of() : List.of(new String(rest, StandardCharsets.UTF_8));
    rest = new byte[0];
    return lines;
  }

  private void split(ByteBuffer bytes, List<String> lines) {
    byte[] all = new byte[rest.length + bytes.remaining()];
    System.arraycopy(rest, 0, all, 0, rest.length);
    bytes.get(all, rest.length, bytes.remaining());
    int begin = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n' || i - begin >= LONGEST_LINE) {
        lines.add(new String(all, begin, i - begin, StandardCharsets.UTF_8));
        begin = all[i] == '\n' ? i + 1 : i;
      }
    }
    rest = java.util.Arrays.copyOfRange(all, begin, all.length);
  }
}
