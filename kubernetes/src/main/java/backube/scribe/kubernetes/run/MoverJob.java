package backube.scribe.kubernetes.run;

import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.MoverName;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Stamp;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Job of an attempt. Pure: equal attempts at equal sites give equal Jobs. */
final class MoverJob {
  /** Annotation that carries the attempt. It holds no secret: plans name keys, never values. */
  static final String CARRIER = "attempt";

  /** Annotation that says as whom the volume's workload runs. */
  private static final String WORKLOAD = "workload";

  private final Dialect dialect;
  private final Stamp stamp;
  private final MoverSecurity security;

  /**
   * @param assigned whether the cluster gives pods without a user one of their namespace
   */
  MoverJob(Dialect dialect, boolean assigned) {
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.security = new MoverSecurity(dialect, assigned);
  }

  Job of(Replication owner, Attempt attempt, Site site) {
    ObjectNames names = new ObjectNames(dialect, owner.key());
    ObjectMeta meta = stamp.of(owner, names.job(attempt.mover(), attempt.id()), attempt.id());
    Map<String, String> annotations = new HashMap<>();
    annotations.put(dialect.key(CARRIER), written(attempt));
    String workload = site.owner().text();
    if (workload != null) {
      annotations.put(dialect.key(WORKLOAD), workload);
    }
    meta.setAnnotations(annotations);
    return new JobBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withSuspend(true)
        .withParallelism(1)
        .withBackoffLimit(0)
        .withNewTemplate()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(meta.getName())
                .withLabels(labels(meta, attempt))
                .build())
        .withSpec(pod(meta.getName(), attempt, site, names))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** Labels of users never replace those by which the pod is found. */
  private Map<String, String> labels(ObjectMeta job, Attempt attempt) {
    Map<String, String> labels = new HashMap<>();
    attempt.options().pod().ifPresent(pod -> labels.putAll(pod.moverPodLabels()));
    labels.putAll(job.getLabels());
    if (attempt.plan().endpoint().isPresent()) {
      labels.putAll(stamp.peerLabels(attempt.owner(), attempt.mover()));
    }
    return labels;
  }

  private PodSpec pod(String job, Attempt attempt, Site site, ObjectNames names) {
    MoverVolumes volumes = new MoverVolumes(attempt, site, names::scratch);
    Optional<PodOptions> options = attempt.options().pod();
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withServiceAccountName(site.account())
        .withAutomountServiceAccountToken(false)
        .withImagePullSecrets(
            site.pullSecrets().stream()
                .map(name -> new LocalObjectReference(ObjectNames.pullSecret(job, name)))
                .toList())
        .withEnableServiceLinks(false)
        .withSecurityContext(security.pod(attempt, site))
        .withAffinity(options.flatMap(PodOptions::moverAffinity).orElse(null))
        .withNodeSelector(site.place().selector().isEmpty() ? null : site.place().selector())
        .withTolerations(site.place().tolerations())
        .addNewContainer()
        .withName(MoverName.dashed(attempt.mover()))
        .withImage(attempt.image())
        .withCommand("/mover-" + attempt.mover() + "/entry.sh")
        .withArgs(attempt.steps())
        .withEnv(MoverEnvironment.of(attempt, site))
        .withResources(
            options.flatMap(PodOptions::moverResources).orElseGet(ResourceRequirements::new))
        .withSecurityContext(security.container(attempt, site))
        .withVolumeMounts(volumes.mounts())
        .withVolumeDevices(volumes.devices())
        .endContainer()
        .withVolumes(volumes.volumes())
        .build();
  }

  /** As whom the volume's workload runs, as the Job was told; null if nothing is known. */
  @Nullable String workload(Job job) {
    return Workload.read(annotation(job, WORKLOAD)).text();
  }

  private static String written(Attempt attempt) {
    try {
      return Json.strict().writeValueAsString(attempt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an attempt is made of plain values", e);
    }
  }

  /** The attempt that a Job carries; empty if another release wrote it in a way unknown here. */
  Optional<Attempt> carried(Job job) {
    String text = annotation(job, CARRIER);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.strict().readValue(text, Attempt.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private @Nullable String annotation(Job job, String name) {
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(dialect.key(name));
  }
}
