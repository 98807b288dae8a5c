package backube.scribe.core.plugin;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Recipe;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the Secrets that requirements generate may not be, beyond their types. */
final class GeneratedCheck {
  private static final Pattern ROLE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?|");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  /** Fewer could be guessed. */
  private static final int FEWEST_BYTES = 16;

  private static final int MOST_BYTES = 1024;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Set<String>> before = new HashMap<>();

  private GeneratedCheck() {}

  /** What is wrong; each reads on from "its requirements". */
  static List<String> problems(Requirements requirements) {
    GeneratedCheck check = new GeneratedCheck();
    requirements.generated().forEach(check::secret);
    requirements.keys().keySet().stream()
        .filter(ref -> ref.kind() == Ref.Kind.GENERATED)
        .forEach(
            ref ->
                check.problems.add(
                    "look up keys of the generated Secret '%s', which are known"
                        .formatted(ref.name())));
    return List.copyOf(check.problems);
  }

  private void secret(GeneratedSecret secret) {
    String role = secret.role();
    if (!ROLE.matcher(role).matches()) {
      problems.add(
          "generate a Secret in the role '%s', which is no lower-case word".formatted(role));
    }
    if (secret.keys().isEmpty()) {
      problems.add("generate a Secret without keys in the role '%s'".formatted(role));
    }
    secret.keys().forEach((key, recipe) -> key(role, key, recipe));
    if (before.put(role, secret.keys().keySet()) != null) {
      problems.add("generate two Secrets in the role '%s'".formatted(role));
    }
  }

  private void key(String role, String key, Recipe recipe) {
    if (!KEY.matcher(key).matches()) {
      problems.add("generate '%s', which can't be a key of a Secret".formatted(key));
    }
    if (recipe instanceof Recipe.Copy copy
        && !before.getOrDefault(copy.role(), Set.of()).contains(copy.key())) {
      problems.add(
          "copy key %s of the role '%s' into '%s', and no Secret before that one has it"
              .formatted(copy.key(), copy.role(), role));
    }
    if (recipe instanceof Recipe.RandomHex hex
        && (hex.bytes() < FEWEST_BYTES || hex.bytes() > MOST_BYTES)) {
      problems.add(
          "generate key %s of %d random bytes; expected %d to %d"
              .formatted(key, hex.bytes(), FEWEST_BYTES, MOST_BYTES));
    }
  }
}
