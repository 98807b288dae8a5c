package backube.scribe.local.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
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
    return new Yaml(new SafeConstructor(loading), new Representer(options), options, loading)
        .dump(document);
  }
}
