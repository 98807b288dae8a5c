package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which resource a user means: a name, with its kind and namespace where it is not unique.
 *
 * @param role empty for either
 * @param namespace empty for any
 * @param name empty for all
 */
record Target(Optional<Role> role, Optional<String> namespace, Optional<String> name) {
  private static final Map<String, Role> KINDS =
      Map.ofEntries(
          Map.entry("source", Role.SOURCE),
          Map.entry("sources", Role.SOURCE),
          Map.entry("rs", Role.SOURCE),
          Map.entry("replicationsource", Role.SOURCE),
          Map.entry("replicationsources", Role.SOURCE),
          Map.entry("destination", Role.DESTINATION),
          Map.entry("destinations", Role.DESTINATION),
          Map.entry("rd", Role.DESTINATION),
          Map.entry("replicationdestination", Role.DESTINATION),
          Map.entry("replicationdestinations", Role.DESTINATION));

  /** Reads the words that kubectl would take: {@code [KIND] [NAME]} or {@code KIND/NAME}. */
  static Target of(List<String> words, @Nullable String kind, @Nullable String namespace) {
    Optional<String> inNamespace = Optional.ofNullable(namespace);
    Optional<Role> role = Optional.ofNullable(kind).map(Target::role);
    if (words.size() == 1 && words.get(0).contains("/")) {
      String[] parts = words.get(0).split("/", 2);
      return new Target(Optional.of(role(parts[0])), inNamespace, Optional.of(parts[1]));
    }
    if (words.size() == 2) {
      return new Target(Optional.of(role(words.get(0))), inNamespace, Optional.of(words.get(1)));
    }
    if (words.size() == 1 && role.isEmpty() && isKind(words.get(0))) {
      return new Target(Optional.of(role(words.get(0))), inNamespace, Optional.empty());
    }
    return new Target(role, inNamespace, words.stream().findFirst());
  }

  /** Reads {@code NAME} or {@code KIND/NAME}. */
  static Target named(String word, @Nullable String kind, @Nullable String namespace) {
    return word.contains("/")
        ? of(List.of(word), kind, namespace)
        : new Target(
            Optional.ofNullable(kind).map(Target::role),
            Optional.ofNullable(namespace),
            Optional.of(word));
  }

  static boolean isKind(String word) {
    return KINDS.containsKey(word.toLowerCase(Locale.ROOT));
  }

  private static Role role(String kind) {
    Role role = KINDS.get(kind.toLowerCase(Locale.ROOT));
    if (role == null) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "unknown kind \""
              + kind
              + "\"; known are source and destination (also"
              + " replicationsource, rs, replicationdestination, rd)");
    }
    return role;
  }

  boolean matches(ResourceKey key) {
    return role.map(key.role()::equals).orElse(true)
        && namespace.map(key.namespace()::equals).orElse(true)
        && name.map(key.name()::equals).orElse(true);
  }

  /**
   * The one that is meant.
   *
   * @param where the keys are from, for the message
   */
  ResourceKey one(Collection<ResourceKey> keys, String where) {
    List<ResourceKey> found = keys.stream().filter(this::matches).sorted().toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new CommandFailed(
          ExitCodes.USAGE, "no " + this + " in " + where + (keys.isEmpty() ? "" : among(keys)));
    }
    throw new CommandFailed(
        ExitCodes.USAGE,
        "more than one " + this + among(found) + "; say which with -n NAMESPACE or --kind KIND");
  }

  private static String among(Collection<ResourceKey> keys) {
    String names =
        keys.stream().sorted().limit(10).map(Object::toString).collect(Collectors.joining(", "));
    return ": there are " + names + (keys.size() > 10 ? ", …" : "");
  }

  @Override
  public String toString() {
    return role.map(Role::kind).orElse("resource")
        + name.map(text -> " " + text).orElse("")
        + namespace.map(text -> " in namespace " + text).orElse("");
  }
}
