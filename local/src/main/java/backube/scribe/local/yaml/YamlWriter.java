package backube.scribe.local.yaml;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes JSON values as YAML that {@link YamlReader} reads back equal. */
public final class YamlWriter {
  private YamlWriter() {}

  /** One document, in block style, its fields in the order of the map. */
  public static String write(Map<String, ? extends @Nullable Object> document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(100);
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setDereferenceAliases(true);
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    LoaderOptions loading = new LoaderOptions();
    return new Yaml(new SafeConstructor(loading), new Exactly(options), options, loading)
        .dump(document);
  }

  /**
   * Quotes texts with line breaks other than LF, which YAML reads as LF unless they are escaped;
   * only double quotes have escapes.
   */
  private static final class Exactly extends Representer {
    private static final Pattern OTHER_BREAKS = Pattern.compile("[\r\u0085\u2028\u2029]");

    private Exactly(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
      return super.representScalar(
          tag,
          value,
          OTHER_BREAKS.matcher(value).find() ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
    }
  }
}
