package backube.scribe.e2e.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/differences.md}: each weakness has a row, each row of a difference has a test. */
@Tag("fence")
class DifferencesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern WEAKNESS = Pattern.compile("\\b[WSRLHT][0-9]+\\b");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w+Test|[a-z]+\\.sh|tools/check-[a-z-]+)`");

  private static final List<String> PLACES =
      List.of("/src/test/java/", "/image/test/cases/", "../tools/check-");

  @Test
  void eachWeaknessHasARow() throws IOException {
    Set<String> named =
        rows().stream()
            .flatMap(row -> WEAKNESS.matcher(row).results().map(found -> found.group()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    numbered("W", 46),
                    numbered("S", 20),
                    numbered("R", 21),
                    numbered("L", 17),
                    numbered("H", 14),
                    numbered("T", 20))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void eachRowNamesTestsThatExist() throws IOException {
    Set<String> tests = tests();
    for (String row : rows().stream().filter(row -> columns(row) == 3).toList()) {
      List<String> named =
          TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(named).as(row).isNotEmpty();
      assertThat(tests).as(row).containsAll(named);
    }
  }

  private static List<String> numbered(String letter, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number).toList();
  }

  /** Rows of all tables, without their heads. */
  private static List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/differences.md"));
    List<String> rows =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("| "))
            .filter(i -> i + 1 == lines.size() || !lines.get(i + 1).startsWith("|---"))
            .mapToObj(lines::get)
            .toList();
    assertThat(rows).hasSizeGreaterThan(70);
    return rows;
  }

  private static long columns(String row) {
    return row.chars().filter(c -> c == '|').count() - 1;
  }

  /** Every test class, file of cases of an image, and program that checks. */
  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(Path::toString)
          .filter(file -> PLACES.stream().anyMatch(file::contains))
          .map(file -> file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", ""))
          .map(name -> name.startsWith("check-") ? "tools/" + name : name)
          .collect(Collectors.toSet());
    }
  }
}
