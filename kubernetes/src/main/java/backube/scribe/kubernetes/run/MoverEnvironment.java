package backube.scribe.kubernetes.run;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Setting;
import backube.scribe.core.run.Attempt;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The environment of a mover: what its plan says, then what is common to all movers. */
final class MoverEnvironment {
  private MoverEnvironment() {}

  static List<EnvVar> of(Attempt attempt, Site site) {
    List<EnvVar> variables = new ArrayList<>();
    attempt.plan().env().forEach((name, setting) -> variables.add(variable(name, setting)));
    attempt
        .plan()
        .endpoint()
        .ifPresent(
            endpoint -> add(variables, "LISTEN_PORT", Integer.toString(endpoint.targetPort())));
    if (attempt.data().block()) {
      add(variables, "BLOCK_DEVICE", MoverVolumes.BLOCK_DEVICE);
    } else {
      add(variables, "DATA_DIR", MoverVolumes.DATA);
    }
    add(variables, "HOME", MoverVolumes.TMP);
    add(variables, "RUN_ID", attempt.runId());
    add(variables, "ATTEMPT", Integer.toString(attempt.id().round()));
    new TreeMap<>(site.proxies())
        .forEach(
            (name, value) -> {
              add(variables, name, value);
              add(variables, name.toLowerCase(Locale.ROOT), value);
            });
    if (site.debug()) {
      add(variables, "DEBUG_MOVER", "1");
    }
    if (attempt.options().customCa().isPresent()) {
      add(variables, "CUSTOM_CA", MoverVolumes.CUSTOM_CA_FILE);
    }
    add(variables, "PRIVILEGED_MOVER", site.leave() == Site.Leave.PRIVILEGED ? "1" : "0");
    return variables;
  }

  private static EnvVar variable(String name, Setting setting) {
    Ref ref = setting.ref();
    if (ref == null) {
      return new EnvVarBuilder().withName(name).withValue(setting.value()).build();
    }
    EnvVarBuilder variable = new EnvVarBuilder().withName(name);
    return ref.kind() == Ref.Kind.SECRET
        ? variable
            .withNewValueFrom()
            .withNewSecretKeyRef(setting.key(), ref.name(), setting.optional())
            .endValueFrom()
            .build()
        : variable
            .withNewValueFrom()
            .withNewConfigMapKeyRef(setting.key(), ref.name(), setting.optional())
            .endValueFrom()
            .build();
  }

  private static void add(List<EnvVar> variables, String name, String value) {
    variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
  }
}
