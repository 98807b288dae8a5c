package backube.scribe.kubernetes.run;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a mover needs beside its Job and only as long as that is there: the Job owns it, so it is
 * withdrawn with the Job whatever becomes of the controller, and nobody has to know what was
 * granted.
 */
public final class Grants {
  private static final Logger log = LoggerFactory.getLogger(Grants.class);
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;
  private final GrantTerms terms;

  public Grants(KubernetesClient client, Dialect dialect, GrantTerms terms) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.terms = terms;
  }

  /** Whether there is anything that movers are granted. */
  boolean any() {
    return !terms.pullSecrets().isEmpty() || terms.privilegedRole().isPresent();
  }

  /** Whether the cluster gives each pod its user, and refuses pods that name another one. */
  boolean usersAreAssigned() {
    return terms.privilegedRole().isPresent();
  }

  /** Makes what is missing for a Job that is about to start. */
  void make(Replication owner, ThingId id, Job job) {
    String name = job.getMetadata().getName();
    String account = new ObjectNames(dialect, owner.key()).account();
    for (String original : terms.pullSecrets()) {
      String copy = ObjectNames.pullSecret(name, original);
      if (job.getSpec().getTemplate().getSpec().getImagePullSecrets().stream()
          .map(LocalObjectReference::getName)
          .anyMatch(copy::equals)) {
        copy(original, meta(owner, id, job, copy));
      }
    }
    if (privileged(job) && account(job).equals(account)) {
      terms.privilegedRole().ifPresent(role -> bind(role, job, meta(owner, id, job, name)));
    }
  }

  private static boolean privileged(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().stream()
        .anyMatch(container -> Objects.equals(0L, container.getSecurityContext().getRunAsUser()));
  }

  private static String account(Job job) {
    return job.getSpec().getTemplate().getSpec().getServiceAccountName();
  }

  /** An image that needs no secret can be pulled without: the kubelet says what it misses. */
  private void copy(String original, ObjectMeta meta) {
    Secret found = client.secrets().inNamespace(terms.namespace()).withName(original).get();
    if (found == null) {
      log.warn(
          "movers' images are pulled without the Secret {}: it is not in namespace {}, where the"
              + " controller runs",
          original,
          terms.namespace());
      return;
    }
    create(
        "the Secret with which the mover's image is pulled can't be made",
        new SecretBuilder()
            .withMetadata(meta)
            .withType(found.getType())
            .withData(found.getData())
            .build());
  }

  private void bind(String role, Job job, ObjectMeta meta) {
    create(
        "the mover can't be granted what privileged movers need",
        new RoleBindingBuilder()
            .withMetadata(meta)
            .withNewRoleRef(RBAC, "ClusterRole", role)
            .addNewSubject("", "ServiceAccount", account(job), meta.getNamespace())
            .build());
  }

  private void create(String otherwise, HasMetadata object) {
    try {
      client.resource(object).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw Refused.with(otherwise, e);
      }
    }
  }

  private ObjectMeta meta(Replication owner, ThingId id, Job job, String name) {
    return new ObjectMetaBuilder(stamp.of(owner, name, id))
        .withOwnerReferences(List.of())
        .addNewOwnerReference()
        .withApiVersion(job.getApiVersion())
        .withKind(job.getKind())
        .withName(job.getMetadata().getName())
        .withUid(job.getMetadata().getUid())
        .endOwnerReference()
        .build();
  }
}
