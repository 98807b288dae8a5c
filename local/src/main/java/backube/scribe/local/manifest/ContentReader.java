package backube.scribe.local.manifest;

import backube.scribe.api.mover.Ref;
import backube.scribe.local.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Secrets and ConfigMaps. Its messages never quote a value. */
final class ContentReader {
  private final Fields document;
  private final Problems problems;
  private final Map<String, byte[]> data = new LinkedHashMap<>();

  ContentReader(Fields document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  Manifest read(Origin origin, Ref.Kind kind, String namespace, String name) {
    document.ignore("immutable");
    if (kind == Ref.Kind.SECRET) {
      document.ignore("type");
      section("data", true, "plain text belongs under stringData");
      section("stringData", false, "");
    } else {
      section("data", false, "");
      section("binaryData", true, "plain text belongs under data");
    }
    return new Manifest.Content(origin, kind, namespace, name, data);
  }

  private void section(String name, boolean encoded, String elsewhere) {
    Value value = document.take(name);
    if (value == null) {
      return;
    }
    if (!(value instanceof Value.Mapping mapping)) {
      problems.error(
          value.line(), name, "found " + value.kind() + " where an object of keys is expected");
      return;
    }
    mapping
        .fields()
        .forEach((key, entry) -> entry(name + "." + key, key, entry, encoded, elsewhere));
  }

  private void entry(String path, String key, Value value, boolean encoded, String elsewhere) {
    if (!Names.isKey(key)) {
      problems.error(value.line(), path, "a key has letters, digits, '-', '_' and '.' only");
    } else if (value.isNull()) {
      data.put(key, new byte[0]);
    } else if (!(value.plain() instanceof String text)) {
      problems.error(
          value.line(),
          path,
          "found " + value.kind() + " where text is expected; put it in quotes");
    } else if (encoded) {
      decode(path, key, text, value.line(), elsewhere);
    } else {
      data.put(key, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void decode(String path, String key, String text, int line, String elsewhere) {
    try {
      data.put(key, Base64.getDecoder().decode(text.replaceAll("[\\r\\n]", "")));
    } catch (IllegalArgumentException e) {
      problems.error(line, path, "the value is not base64; " + elsewhere);
    }
  }
}
