package backube.scribe.local.store;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.yaml.Value;
import backube.scribe.local.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource as its file shows it, for looking only: no types of the API, no lock, quick to read.
 *
 * @param document the whole object
 */
public record ResourceView(ResourceKey key, Map<String, @Nullable Object> document) {
  static final String FILE = "resource.yaml";

  /** All resources in a state folder, sorted; files that can't be read are left out. */
  public static List<ResourceView> all(StatePaths paths) {
    List<ResourceView> views = new ArrayList<>();
    for (Path namespace : list(paths.resources())) {
      for (Path resource : list(namespace)) {
        read(resource).ifPresent(views::add);
      }
    }
    views.sort((one, other) -> one.key().compareTo(other.key()));
    return views;
  }

  /** One resource. */
  public static Optional<ResourceView> of(StatePaths paths, ResourceKey key) {
    return read(paths.resource(key)).filter(view -> view.key().equals(key));
  }

  /** The resource in a directory; empty if there is none that can be read. */
  static Optional<ResourceView> read(Path folder) {
    try {
      return parse(Files.readString(folder.resolve(FILE)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ResourceView> parse(String text) {
    YamlReader.Stream stream = YamlReader.read(text);
    if (stream.broken().isPresent() || stream.documents().size() != 1) {
      return Optional.empty();
    }
    Value root = stream.documents().get(0).root();
    if (!(root instanceof Value.Mapping mapping)) {
      return Optional.empty();
    }
    ResourceView view = new ResourceView(NOBODY, mapping.plain());
    Optional<String> name = view.text("metadata", "name");
    Optional<String> namespace = view.text("metadata", "namespace");
    Optional<Role> role = view.text("kind").flatMap(ResourceView::role);
    return name.isPresent() && namespace.isPresent() && role.isPresent()
        ? Optional.of(
            new ResourceView(
                new ResourceKey(role.get(), namespace.get(), name.get()), view.document()))
        : Optional.empty();
  }

  private static final ResourceKey NOBODY = new ResourceKey(Role.SOURCE, "", "");

  /** The text at a path; empty if there is none. */
  public Optional<String> text(String... path) {
    return value(path).filter(String.class::isInstance).map(String.class::cast);
  }

  /** The object at a path; empty if there is none. */
  @SuppressWarnings("unchecked") // made from YAML mappings, whose keys are text
  public Map<String, @Nullable Object> object(String... path) {
    return value(path)
        .filter(Map.class::isInstance)
        .map(found -> (Map<String, @Nullable Object>) found)
        .orElse(Map.of());
  }

  /** The value at a path; empty if there is none, or null. */
  public Optional<Object> value(String... path) {
    Object here = document;
    for (String name : path) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return Optional.ofNullable(here);
  }

  /** The condition of that type; empty if there is none. */
  public Map<String, @Nullable Object> condition(String type) {
    Object conditions = value("status", "conditions").orElse(List.of());
    if (conditions instanceof List<?> list) {
      for (Object condition : list) {
        if (condition instanceof Map<?, ?> map && type.equals(map.get("type"))) {
          Map<String, @Nullable Object> copy = new LinkedHashMap<>();
          map.forEach((name, value) -> copy.put(String.valueOf(name), value));
          return copy;
        }
      }
    }
    return Map.of();
  }

  /** The file that it came from. */
  public Optional<Path> manifest() {
    return Optional.ofNullable(annotations().get(ResourceStore.MANIFEST)).map(Path::of);
  }

  Map<String, String> annotations() {
    Map<String, String> texts = new LinkedHashMap<>();
    object("metadata", "annotations")
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                texts.put(name, text);
              }
            });
    return texts;
  }

  private static Optional<Role> role(String kind) {
    for (Role role : Role.values()) {
      if (role.kind().equals(kind)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  static List<Path> list(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new StoreFailed("the state folder can't be read: " + folder, e);
    }
    found.sort(null);
    return found;
  }
}
