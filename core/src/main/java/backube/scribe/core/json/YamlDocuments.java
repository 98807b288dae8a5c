package backube.scribe.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML that people write, the way {@code kubectl} does: several documents, aliases and merge
 * keys, {@code yes} and {@code on} for true, times as text. JSON is YAML, too. Duplicate keys,
 * aliases that multiply, endless structures and texts of more than 3 MiB are refused.
 */
public final class YamlDocuments {
  /** Most values of a text after its aliases are put in. */
  private static final int MAX_VALUES = 500_000;

  private static final int MAX_DEPTH = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int values;

  private YamlDocuments() {}

  /**
   * The documents of a text, in order; an empty one is a JSON null.
   *
   * @throws YamlRefused if the text can't be used
   */
  public static List<JsonNode> read(String text) throws YamlRefused {
    YamlDocuments reader = new YamlDocuments();
    List<JsonNode> documents = new ArrayList<>();
    try {
      for (Object document : parser().loadAll(text)) {
        documents.add(reader.copy(document, 0));
      }
    } catch (MarkedYAMLException e) {
      throw new YamlRefused(
          e.getProblem() == null ? "not YAML" : e.getProblem(),
          e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1);
    } catch (YAMLException e) {
      throw new YamlRefused(firstLine(e.getMessage()), 0);
    }
    return documents;
  }

  private static Yaml parser() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(Json.MAX_YAML);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(1000);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new Types());
  }

  private JsonNode copy(@Nullable Object value, int depth) throws YamlRefused {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      throw new YamlRefused("its aliases unfold to too much", 0);
    }
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        object.set(key(entry.getKey()), copy(entry.getValue(), depth + 1));
      }
      return object;
    } else if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode(list.size());
      for (Object item : list) {
        array.add(copy(item, depth + 1));
      }
      return array;
    } else if (value instanceof String text) {
      return NODES.textNode(text);
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number);
    } else if (value instanceof Long number) {
      return NODES.numberNode(number);
    } else if (value instanceof BigInteger number) {
      return NODES.numberNode(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return NODES.numberNode(number);
    }
    throw new YamlRefused("it has a value that JSON can't express", 0);
  }

  private static String key(@Nullable Object key) throws YamlRefused {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key.toString();
    }
    throw new YamlRefused("it has a key that is not a text", 0);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "not YAML" : message.lines().findFirst().orElse("not YAML");
  }

  /** What plain scalars are: YAML 1.1 without its times. */
  private static final class Types extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO", 10);
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<", 10);
      addImplicitResolver(Tag.NULL, NULL, "~nN\0", 10);
      addImplicitResolver(Tag.NULL, EMPTY, null, 10);
    }
  }
}
