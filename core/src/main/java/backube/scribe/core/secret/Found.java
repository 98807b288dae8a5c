package backube.scribe.core.secret;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Recipe;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The Secrets of a resource as they were found, and what is left to do for them. */
final class Found {
  private final SecretStore store;
  private final Replication owner;
  private final Map<GeneratedSecret, Located> located = new LinkedHashMap<>();

  /** Where a Secret is, or will be; without content if it is to be made. */
  private record Located(String name, SecretStore.@Nullable Found content) {}

  private Found(SecretStore store, Replication owner) {
    this.store = store;
    this.owner = owner;
  }

  static Found look(
      SecretStore store, Replication owner, String mover, List<GeneratedSecret> wanted) {
    Found found = new Found(store, owner);
    for (GeneratedSecret secret : wanted) {
      found.located.put(secret, found.locate(store.names(owner, mover, secret.role())));
    }
    return found;
  }

  /** A former name counts only if the resource has its Secret there, and none under the new one. */
  private Located locate(List<String> names) {
    Located first = new Located(names.get(0), store.read(owner, names.get(0)).orElse(null));
    if (first.content() != null) {
      return first;
    }
    return names.stream()
        .skip(1)
        .map(name -> new Located(name, store.read(owner, name).orElse(null)))
        .filter(former -> former.content() != null && former.content().ours())
        .findFirst()
        .orElse(first);
  }

  Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    located.forEach((secret, at) -> names.put(secret.role(), at.name()));
    return names;
  }

  List<String> versions() {
    return located.values().stream()
        .map(at -> at.name() + "=" + (at.content() == null ? "" : at.content().version()))
        .toList();
  }

  List<GeneratedSecret> missing() {
    return located.entrySet().stream()
        .filter(entry -> entry.getValue().content() == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Why what is there can't be used. */
  Optional<Refusal> refusal() {
    for (Map.Entry<GeneratedSecret, Located> entry : located.entrySet()) {
      SecretStore.Found content = entry.getValue().content();
      if (content == null) {
        continue;
      }
      String name = entry.getValue().name();
      if (!content.ours()) {
        return Optional.of(
            new Refusal(
                Reasons.NAME_IN_USE,
                ("Secret %s is needed for the keys of this resource, and belongs to something else;"
                        + " remove or rename it, or name a Secret of your own in the section")
                    .formatted(name)));
      }
      List<String> lost = lost(entry.getKey(), content);
      if (!lost.isEmpty()) {
        return Optional.of(
            new Refusal(
                Reasons.MISSING_REFERENCE,
                ("secret is missing field: %s (Secret \"%s\", which was generated, has %s); put it"
                        + " back, or delete the Secret: another one is made then, and the other"
                        + " side has to learn its keys")
                    .formatted(lost.get(0), name, new TreeSet<>(content.data().keySet()))));
      }
    }
    return Optional.empty();
  }

  /** What can't be made again: all but copies. */
  private static List<String> lost(GeneratedSecret secret, SecretStore.Found content) {
    List<String> lost = new ArrayList<>();
    secret
        .keys()
        .forEach(
            (key, recipe) -> {
              byte[] value = content.data().get(key);
              if (!(recipe instanceof Recipe.Copy) && (value == null || value.length == 0)) {
                lost.add(key);
              }
            });
    return lost;
  }

  /** Makes what is missing, and lets copies follow. All values are there before any is written. */
  void complete(Cook cook) {
    Map<String, Map<String, byte[]>> values = new LinkedHashMap<>();
    located.forEach(
        (secret, at) ->
            values.put(
                secret.role(),
                at.content() == null
                    ? cook.make(secret, (role, key) -> value(values, role, key))
                    : followed(secret, at.content().data(), values)));
    located.forEach(
        (secret, at) -> {
          Map<String, byte[]> wanted = values.getOrDefault(secret.role(), Map.of());
          if (at.content() == null) {
            store.create(owner, at.name(), wanted);
          } else if (!same(wanted, at.content().data())) {
            store.set(owner, at.name(), wanted);
          }
        });
  }

  private static Map<String, byte[]> followed(
      GeneratedSecret secret, Map<String, byte[]> found, Map<String, Map<String, byte[]>> values) {
    Map<String, byte[]> wanted = new LinkedHashMap<>();
    secret
        .keys()
        .forEach(
            (key, recipe) ->
                wanted.put(
                    key,
                    recipe instanceof Recipe.Copy copy
                        ? value(values, copy.role(), copy.key())
                        : found.getOrDefault(key, new byte[0])));
    return wanted;
  }

  private static byte[] value(Map<String, Map<String, byte[]>> values, String role, String key) {
    byte[] value = values.getOrDefault(role, Map.of()).get(key);
    if (value == null) {
      throw new IllegalStateException("the plugin's check lets no copy of nothing in");
    }
    return value;
  }

  private static boolean same(Map<String, byte[]> wanted, Map<String, byte[]> found) {
    return wanted.entrySet().stream()
        .allMatch(entry -> Arrays.equals(entry.getValue(), found.get(entry.getKey())));
  }
}
