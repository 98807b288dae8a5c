package backube.scribe.core.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A plugin's jar, compiled and packed by a test. */
final class PluginJar {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Shared, since it opens every jar of the class path. */
  private static final StandardJavaFileManager CLASS_PATH =
      COMPILER.getStandardFileManager(null, null, null);

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<String> extensions = new ArrayList<>();

  private PluginJar() {}

  /** A jar with all that the manifest needs and nothing in it. */
  static PluginJar of(String id) {
    PluginJar jar = new PluginJar();
    return jar.manifest("Plugin-Id", id)
        .manifest("Plugin-Version", "1.2.3")
        .manifest("Plugin-Requires", ">=0.1.0 & <0.2.0");
  }

  /** The same with a mover of that name. */
  static PluginJar mover(String id, String name) {
    return of(id).mover("public String name() { return \"%s\"; }".formatted(name));
  }

  /** Sets an entry of the manifest; null removes it. */
  PluginJar manifest(String name, String value) {
    if (value == null) {
      manifest.remove(name);
    } else {
      manifest.put(name, value);
    }
    return this;
  }

  PluginJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  PluginJar entry(String name, String content) {
    return entry(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Names a class in the extension index. */
  PluginJar extension(String className) {
    extensions.add(className);
    return this;
  }

  /** Adds the mover {@code sample.Sample} with these members beside or over the usual ones. */
  PluginJar mover(String members) {
    String image = members.contains(" image()") ? "" : "public String image() { return \"i\"; }";
    String name = members.contains(" name()") ? "" : "public String name() { return \"sample\"; }";
    String source =
        members.contains(" source()")
            ? ""
            : """
              public record Config(Optional<String> repository) {}
              public Optional<MoverSide<?, ?>> source() {
                return Optional.of(MoverSide.of(Config.class, Group.VOLUME)
                    .plan(run -> Plan.builder().step(Step.named("copy")).build()));
              }
              """;
    return source(
            "sample.Sample",
            """
            package sample;
            import backube.scribe.api.mover.*;
            import java.util.*;
            public class Sample implements DataMover {
              %s
              %s
              %s
              %s
            }
            """
                .formatted(name, image, source, members))
        .extension("sample.Sample");
  }

  /** Compiles a class, with all classes within it. */
  PluginJar source(String className, String source) {
    compile(className, source)
        .forEach((name, code) -> entry(name.replace('.', '/') + ".class", code));
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Path in(Path folder, String fileName) throws IOException {
    return Files.write(folder.resolve(fileName), bytes());
  }

  private void write(OutputStream out) throws IOException {
    Manifest attributes = new Manifest();
    attributes.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(attributes.getMainAttributes()::putValue);
    if (!extensions.isEmpty()) {
      entry("META-INF/extensions.idx", String.join("\n", extensions));
    }
    try (JarOutputStream jar = new JarOutputStream(out, attributes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
  }

  private static Map<String, byte[]> compile(String className, String source) {
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(CLASS_PATH) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                URI.create("mem:///" + name.replace('.', '/')), JavaFileObject.Kind.CLASS) {
              @Override
              public OutputStream openOutputStream() {
                ByteArrayOutputStream code = new ByteArrayOutputStream();
                classes.put(name, code);
                return code;
              }
            };
          }
        };
    JavaFileObject unit =
        new SimpleJavaFileObject(
            URI.create("mem:///" + className.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    StringWriter messages = new StringWriter();
    List<String> options = List.of("--release", "17", "-proc:none", "-parameters");
    if (!COMPILER.getTask(messages, files, null, options, null, List.of(unit)).call()) {
      throw new IllegalArgumentException(messages + "\n" + source);
    }
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    classes.forEach((name, code) -> compiled.put(name, code.toByteArray()));
    return compiled;
  }
}
