package backube.scribe.core.plugin;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.FileMount;
import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.Identity;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Setting;
import backube.scribe.api.mover.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plan may not say, beyond its types. */
final class PlanCheck {
  private static final Pattern STEP = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*){2,}");

  /** Variables that the controller sets. */
  private static final Set<String> RESERVED =
      Set.of(
          "ATTEMPT",
          "BLOCK_DEVICE",
          "CUSTOM_CA",
          "DATA_DIR",
          "DEBUG_MOVER",
          "LISTEN_ADDRESS",
          "LISTEN_PORT",
          "PRIVILEGED_MOVER",
          "PROGRESS_SECONDS",
          "REPORT_FILE",
          "RUN_ID",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy");

  private static final Pattern PORT = Pattern.compile("[a-z]([a-z0-9-]{0,13}[a-z0-9])?");
  private static final int MOST_PORT = 65_535;

  private final Plan plan;
  private final Requirements requirements;
  private final List<String> problems = new ArrayList<>();

  private PlanCheck(Plan plan, Requirements requirements) {
    this.plan = plan;
    this.requirements = requirements;
  }

  /** What is wrong with a plan; each reads on from "its plan". */
  static List<String> problems(Plan plan, MoverSide<?, ?> side, Requirements requirements) {
    PlanCheck check = new PlanCheck(plan, requirements);
    check.steps();
    check.environment();
    check.files();
    check.scratch(side);
    plan.endpoint().ifPresent(endpoint -> check.endpoint(endpoint, side));
    plan.identity().ifPresent(identity -> check.identity(identity, side));
    return List.copyOf(check.problems);
  }

  private void steps() {
    Set<String> seen = new HashSet<>();
    for (Step step : plan.steps()) {
      if (!STEP.matcher(step.name()).matches()) {
        problems.add("has the step '%s', which is no lower-case word".formatted(step.name()));
      }
      if (!seen.add(step.name())) {
        problems.add("has the step %s twice".formatted(step.name()));
      }
      for (Claim claim : step.claims()) {
        key("the claim of step " + step.name(), claim.ref(), claim.key());
      }
    }
  }

  private void environment() {
    for (Map.Entry<String, Setting> variable : plan.env().entrySet()) {
      String name = variable.getKey();
      Setting setting = variable.getValue();
      if (!VARIABLE.matcher(name).matches()) {
        problems.add("sets '%s', which is no name of a variable".formatted(name));
      } else if (RESERVED.contains(name)) {
        problems.add("sets %s, which the controller sets".formatted(name));
      }
      if (setting.value() != null && setting.value().indexOf('\0') >= 0) {
        problems.add("sets %s to a text with a NUL".formatted(name));
      }
      if (setting.ref() != null) {
        key(name, setting.ref(), setting.key());
      }
    }
  }

  private void files() {
    for (FileMount file : plan.files()) {
      if (!FILE.matcher(file.path()).matches()) {
        problems.add(
            "mounts a file at '%s', which is no absolute path in a directory of its own"
                .formatted(file.path()));
      }
      key(file.path(), file.ref(), file.key());
    }
  }

  private void scratch(MoverSide<?, ?> side) {
    Set<String> declared = new TreeSet<>();
    for (Group group : side.groups()) {
      if (group.kind() == Group.Kind.SCRATCH) {
        declared.add(group.name());
      }
    }
    for (String name : plan.scratch()) {
      if (!declared.contains(name)) {
        problems.add(
            "mounts the scratch volume '%s', and its side declares %s"
                .formatted(name, declared.isEmpty() ? "none" : declared));
      }
    }
  }

  private void endpoint(Endpoint endpoint, MoverSide<?, ?> side) {
    if (!PORT.matcher(endpoint.name()).matches()) {
      problems.add(
          "listens on a port called '%s', which is no lower-case word of at most 15 letters"
              .formatted(endpoint.name()));
    }
    for (int port : List.of(endpoint.port(), endpoint.targetPort())) {
      if (port < 1 || port > MOST_PORT) {
        problems.add("listens on port %d; expected 1 to %d".formatted(port, MOST_PORT));
      }
    }
    if (!side.has(Group.Kind.ENDPOINT)) {
      problems.add("listens, and its side does not declare the group ENDPOINT");
    }
    for (Step step : plan.steps()) {
      if (!step.claims().isEmpty()) {
        problems.add(
            "listens, and its step %s claims what others would wait for without a limit"
                .formatted(step.name()));
      }
    }
  }

  private void identity(Identity identity, MoverSide<?, ?> side) {
    key("its identity", identity.ref(), identity.key());
    Set<String> own = MoverCheck.fields(side.section());
    if (!own.contains(identity.field())) {
      problems.add(
          "has an identity that '%s' makes another one, and the section's own fields are %s"
              .formatted(identity.field(), own));
    }
  }

  private void key(String what, Ref ref, @Nullable String key) {
    if (ref.kind() == Ref.Kind.GENERATED) {
      if (generated(ref.name()).filter(secret -> secret.keys().containsKey(key)).isEmpty()) {
        problems.add(
            "takes %s from key %s of the generated Secret '%s', which its requirements do not generate"
                .formatted(what, key, ref.name()));
      }
      return;
    }
    Requirements.Keys keys = requirements.keys().get(ref);
    boolean asked =
        key != null
            && keys != null
            && (keys.required().contains(key)
                || keys.optional().contains(key)
                || keys.prefixes().stream().anyMatch(key::startsWith));
    if (!asked) {
      problems.add(
          "takes %s from key %s of %s %s, which its requirements do not name"
              .formatted(what, key, ref.kind(), ref.name()));
    }
  }

  private Optional<GeneratedSecret> generated(String role) {
    return requirements.generated().stream()
        .filter(secret -> secret.role().equals(role))
        .findFirst();
  }
}
