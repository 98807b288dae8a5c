package backube.scribe.local.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a stream of YAML (or JSON) documents. Bounded: nesting, aliases and, since a few aliases
 * can stand for millions of values, the values of a document after expansion.
 */
public final class YamlReader {
  static final int MAX_DEPTH = 50;
  static final int MAX_ALIASES = 50;
  static final int MAX_VALUES = 100_000;

  private YamlReader() {}

  /**
   * The documents of a text.
   *
   * @param documents those that could be read, up to the first error of syntax
   * @param broken what ended the reading
   */
  public record Stream(List<Document> documents, Optional<Flaw> broken) {}

  /**
   * One document.
   *
   * @param number from 1; empty documents count
   * @param root null if the document can't be used
   * @param flaws why it can't
   */
  public record Document(int number, int line, @Nullable Value root, List<Flaw> flaws) {}

  /** What is wrong with the YAML itself. */
  public record Flaw(int line, String field, String message) {}

  /** Reads documents up to the first error of syntax; never fails. */
  public static Stream read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setCodePointLimit(Integer.MAX_VALUE); // the caller bounds the file
    options.setAllowRecursiveKeys(false);
    List<Document> documents = new ArrayList<>();
    try {
      Composer composer =
          new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
      for (int number = 1; composer.checkNode(); number++) {
        var node = composer.getNode();
        NodeReader reader = new NodeReader();
        Value root = reader.read(node);
        documents.add(
            new Document(
                number,
                node.getStartMark().getLine() + 1,
                reader.flaws().isEmpty() ? root : null,
                reader.flaws()));
      }
      return new Stream(documents, Optional.empty());
    } catch (MarkedYAMLException e) {
      return new Stream(documents, Optional.of(marked(e)));
    } catch (ReaderException e) {
      int line = 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      return new Stream(
          documents,
          Optional.of(
              new Flaw(
                  line,
                  "",
                  "not YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()))));
    } catch (YAMLException e) {
      return new Stream(documents, Optional.of(new Flaw(0, "", limit(e))));
    }
  }

  private static Flaw marked(MarkedYAMLException e) {
    StringBuilder message = new StringBuilder("not YAML: ");
    if (e.getContext() != null) {
      message.append(e.getContext()).append(", ");
    }
    message.append(e.getProblem());
    int line = 0;
    if (e.getProblemMark() != null) {
      line = e.getProblemMark().getLine() + 1;
      message.append(" (column ").append(e.getProblemMark().getColumn() + 1).append(')');
    }
    return new Flaw(line, "", message.toString());
  }

  private static String limit(YAMLException e) {
    String text = String.valueOf(e.getMessage());
    if (text.startsWith("Nesting Depth")) {
      return "nested too deeply: at most " + MAX_DEPTH + " levels are allowed";
    }
    if (text.startsWith("Number of aliases")) {
      return "too many aliases: at most " + MAX_ALIASES + " of lists and objects are allowed";
    }
    return "not YAML: " + text.lines().findFirst().orElse("");
  }
}
