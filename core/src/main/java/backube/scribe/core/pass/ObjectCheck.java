package backube.scribe.core.pass;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.References.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks up the Secrets and ConfigMaps of a section: are they there, with their keys? */
final class ObjectCheck {
  private final References references;

  ObjectCheck(References references) {
    this.references = references;
  }

  /**
   * What was found.
   *
   * @param keys names of the keys that were asked for and are there, sorted, by object
   * @param versions of every object that was looked up, also of those that are missing
   * @param refusal why a run can't start; empty if nothing is missing
   */
  record Found(Map<Ref, List<String>> keys, List<String> versions, Optional<Refusal> refusal) {}

  Found look(String namespace, Section<?, ?> section, Requirements requirements) {
    Map<Ref, Requirements.Keys> wanted = wanted(section, requirements);
    Map<Ref, List<String>> keys = new LinkedHashMap<>();
    List<String> versions = new ArrayList<>();
    Optional<Refusal> refusal = Optional.empty();
    for (Map.Entry<Ref, Requirements.Keys> entry : wanted.entrySet()) {
      Optional<Content> content = references.read(namespace, entry.getKey());
      versions.add(entry.getKey() + "=" + content.map(Content::version).orElse(""));
      keys.put(entry.getKey(), content.map(c -> present(c, entry.getValue())).orElse(List.of()));
      if (refusal.isEmpty()) {
        refusal = missing(namespace, entry.getKey(), entry.getValue(), content);
      }
    }
    if (refusal.isEmpty()) {
      refusal = missingAccount(namespace, section);
    }
    return new Found(keys, versions, refusal);
  }

  private Optional<Refusal> missingAccount(String namespace, Section<?, ?> section) {
    return account(section)
        .filter(name -> !references.hasAccount(namespace, name))
        .flatMap(
            name ->
                refusal("moverServiceAccount: ServiceAccount \"%s\" not found".formatted(name)));
  }

  /** The ServiceAccount that a section names. */
  static Optional<String> account(Section<?, ?> section) {
    return section.options().pod().flatMap(PodOptions::moverServiceAccount);
  }

  /** What a section needs of which objects; one object may serve several ends. */
  static Map<Ref, Requirements.Keys> wanted(Section<?, ?> section, Requirements requirements) {
    Map<Ref, Requirements.Keys> wanted = new LinkedHashMap<>(requirements.keys());
    section.options().customCa().ifPresent(ca -> add(wanted, customCa(ca)));
    section
        .options()
        .pod()
        .ifPresent(pod -> pod.moverVolumes().forEach(volume -> add(wanted, secretOf(volume))));
    return wanted;
  }

  private static void add(Map<Ref, Requirements.Keys> wanted, Map<Ref, Requirements.Keys> more) {
    more.forEach((ref, keys) -> wanted.merge(ref, keys, ObjectCheck::both));
  }

  private static Requirements.Keys both(Requirements.Keys one, Requirements.Keys other) {
    return new Requirements.Keys(
        both(one.required(), other.required()),
        both(one.optional(), other.optional()),
        both(one.prefixes(), other.prefixes()));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  private static Map<Ref, Requirements.Keys> customCa(CustomCa ca) {
    Ref ref =
        ca.secretName()
            .map(Ref::secret)
            .or(() -> ca.configMapName().map(Ref::configMap))
            .orElseThrow(); // the section's decoder refuses a customCA without an object
    return Map.of(ref, required(ca.key().stream().toList()));
  }

  private static Map<Ref, Requirements.Keys> secretOf(MoverVolume volume) {
    return volume
        .volumeSource()
        .secret()
        .filter(secret -> !Boolean.TRUE.equals(secret.getOptional()))
        .map(secret -> Map.of(Ref.secret(secret.getSecretName()), required(List.of())))
        .orElse(Map.of());
  }

  private static Requirements.Keys required(List<String> keys) {
    return new Requirements.Keys(keys, List.of(), List.of());
  }

  private static List<String> present(Content content, Requirements.Keys wanted) {
    TreeSet<String> names = new TreeSet<>();
    for (String key : content.data().keySet()) {
      boolean asked =
          wanted.required().contains(key)
              || wanted.optional().contains(key)
              || wanted.prefixes().stream().anyMatch(key::startsWith);
      if (asked) {
        names.add(key);
      }
    }
    return List.copyOf(names);
  }

  private Optional<Refusal> missing(
      String namespace, Ref ref, Requirements.Keys wanted, Optional<Content> content) {
    if (content.isEmpty()) {
      return refusal(references.missing(namespace, ref));
    }
    String kind = ref.kind() == Ref.Kind.SECRET ? "Secret" : "ConfigMap";
    for (String key : wanted.required()) {
      byte[] value = content.get().data().get(key);
      if (value == null) {
        return refusal(
            "%s is missing field: %s (%s \"%s\" has %s)"
                .formatted(
                    kind.toLowerCase(Locale.ROOT),
                    key,
                    kind,
                    ref.name(),
                    new TreeSet<>(content.get().data().keySet())));
      }
      if (value.length == 0) {
        return refusal("%s \"%s\": field %s is empty".formatted(kind, ref.name(), key));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(String message) {
    return Optional.of(new Refusal(Reasons.MISSING_REFERENCE, message));
  }
}
