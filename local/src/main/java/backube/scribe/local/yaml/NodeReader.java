package backube.scribe.local.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the nodes of one document into values: aliases and merge keys expanded, keys unique. */
final class NodeReader {
  private final List<YamlReader.Flaw> flaws = new ArrayList<>();
  private final Set<Node> open = new HashSet<>();
  private int values;

  List<YamlReader.Flaw> flaws() {
    return List.copyOf(flaws);
  }

  Value read(Node node) {
    return read(node, "");
  }

  private Value read(Node node, String path) {
    int line = line(node);
    Value nothing = new Value.Scalar(null, "", line);
    if (++values > YamlReader.MAX_VALUES) {
      if (values == YamlReader.MAX_VALUES + 1) {
        flaw(node, "", "too large: it has more than " + YamlReader.MAX_VALUES + " values");
      }
      return nothing;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path);
    }
    if (!open.add(node)) {
      flaw(node, path, "an alias that contains itself");
      return nothing;
    }
    Value value;
    if (node instanceof SequenceNode sequence) {
      List<Value> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(read(item, path + "[" + items.size() + "]"));
      }
      value = new Value.Sequence(items, line);
    } else if (node instanceof MappingNode mapping) {
      Map<String, Value> fields = new LinkedHashMap<>();
      Map<String, Value> merged = new LinkedHashMap<>();
      for (NodeTuple field : mapping.getValue()) {
        field(field, path, fields, merged);
      }
      merged.forEach(fields::putIfAbsent);
      value = new Value.Mapping(fields, line);
    } else {
      value = nothing;
    }
    open.remove(node);
    return value;
  }

  private void field(
      NodeTuple field, String path, Map<String, Value> fields, Map<String, Value> merged) {
    if (!(field.getKeyNode() instanceof ScalarNode key)) {
      flaw(field.getKeyNode(), path, "a key that is a list or an object; a key is text");
      return;
    }
    String name = key.getValue();
    String inner = path.isEmpty() ? name : path + "." + name;
    if (key.getTag().equals(Tag.MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
      merge(field.getValueNode(), inner, merged);
      return;
    }
    if (fields.containsKey(name)) {
      Value before = fields.get(name);
      flaw(
          key,
          inner,
          "duplicate key, first used in line "
              + (before == null ? 0 : before.line())
              + "; remove one of them");
      return;
    }
    fields.put(name, read(field.getValueNode(), inner));
  }

  private void merge(Node node, String path, Map<String, Value> merged) {
    Value value = read(node, path);
    List<Value> all = value instanceof Value.Sequence list ? list.items() : List.of(value);
    for (Value one : all) {
      if (one instanceof Value.Mapping mapping) {
        mapping.fields().forEach(merged::putIfAbsent);
      } else {
        flaw(node, path, "found " + one.kind() + " where an object is to be merged");
      }
    }
  }

  private Value scalar(ScalarNode node, String path) {
    String text = node.getValue();
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    Tag tag = node.getTag();
    if (tag.startsWith(Tag.PREFIX)) {
      boolean forced =
          plain && tag.equals(Tag.STR) && !(ScalarTypes.resolve(text) instanceof String);
      Object value = plain && !forced ? ScalarTypes.resolve(text) : text;
      return new Value.Scalar(value, text, line(node));
    }
    flaw(node, path, "the tag " + tag.getValue() + " is not known; leave it out");
    return new Value.Scalar(null, text, line(node));
  }

  private void flaw(Node node, String path, String message) {
    flaws.add(new YamlReader.Flaw(line(node), path, message));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
