package backube.scribe.local.sandbox;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Setting;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.local.exchange.LoopbackEndpoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment of an attempt: what its plan says, then what is common to all movers. */
final class Environment {
  /** Annotation on a resource that asks for a mover that waits instead of working. */
  private static final String DEBUG = "scribe.backube/enable-debug-mover";

  private static final List<String> PROXIES = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  /** How often movers tell how far they are; theirs to know if the controller has none. */
  private static final String PROGRESS = "PROGRESS_SECONDS";

  /** Where tests hold a mover up; passed on if the controller has both. */
  private static final List<String> STOPS = List.of("SCRIBE_STOP_POINT", "SCRIBE_STOP_DIR");

  private final SandboxOptions options;

  Environment(SandboxOptions options) {
    this.options = options;
  }

  /** Variables in order; values may be secret. */
  Map<String, byte[]> of(Replication owner, Attempt attempt, Keys keys) throws Unstartable {
    Map<String, byte[]> variables = new LinkedHashMap<>();
    for (Map.Entry<String, Setting> entry : attempt.plan().env().entrySet()) {
      Optional<byte[]> value = value(entry.getValue(), keys);
      value.ifPresent(bytes -> variables.put(entry.getKey(), bytes));
    }
    put(variables, "PATH", path());
    put(variables, "HOME", "/tmp");
    put(variables, "PRIVILEGED_MOVER", options.privileged() ? "1" : "0");
    if (attempt.data().block()) {
      put(variables, "BLOCK_DEVICE", Mounts.BLOCK_DEVICE);
    } else {
      put(variables, "DATA_DIR", Mounts.DATA);
    }
    put(variables, "RUN_ID", attempt.runId());
    put(variables, "ATTEMPT", Integer.toString(attempt.id().round()));
    put(variables, "REPORT_FILE", Mounts.REPORT);
    if (Mounts.customCa(attempt).isPresent()) {
      put(variables, "CUSTOM_CA", Mounts.CUSTOM_CA);
    }
    if (owner.annotations().containsKey(DEBUG)) {
      put(variables, "DEBUG_MOVER", "1");
    }
    String progress = options.environment().get(PROGRESS);
    if (progress != null) {
      put(variables, PROGRESS, progress);
    }
    for (String proxy : PROXIES) {
      String value = options.environment().get(proxy);
      if (value != null) {
        put(variables, proxy, value);
        put(variables, proxy.toLowerCase(Locale.ROOT), value);
      }
    }
    stopFolder(options)
        .ifPresent(
            folder ->
                STOPS.forEach(
                    name -> put(variables, name, options.environment().getOrDefault(name, ""))));
    return variables;
  }

  /** Where a mover listens: nobody from another machine comes in. */
  static Map<String, String> listening(int port) {
    return Map.of(
        "LISTEN_ADDRESS", LoopbackEndpoints.ADDRESS, "LISTEN_PORT", Integer.toString(port));
  }

  /** The folder through which a stopped mover and a test talk. */
  static Optional<Path> stopFolder(SandboxOptions options) {
    return options.environment().keySet().containsAll(STOPS)
        ? Optional.of(Path.of(options.environment().getOrDefault("SCRIBE_STOP_DIR", "")))
        : Optional.empty();
  }

  private static Optional<byte[]> value(Setting setting, Keys keys) throws Unstartable {
    Ref ref = setting.ref();
    String key = setting.key();
    if (ref == null || key == null) {
      String literal = setting.value();
      return Optional.of((literal == null ? "" : literal).getBytes(StandardCharsets.UTF_8));
    }
    return setting.optional() ? keys.find(ref, key) : Optional.of(keys.require(ref, key));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < options.tools().size(); i++) {
      path.append(Mounts.tools(i)).append(':');
    }
    return path.append("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").toString();
  }

  private static void put(Map<String, byte[]> variables, String name, String value) {
    variables.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
