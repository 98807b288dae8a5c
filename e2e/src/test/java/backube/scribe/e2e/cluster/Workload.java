package backube.scribe.e2e.cluster;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * As whom the pod runs through which a test reads and fills a volume.
 *
 * @param user 0 for root
 * @param fsGroup null for none
 */
record Workload(long user, long group, @Nullable Long fsGroup) {
  static final Workload ROOT = new Workload(0, 0, null);

  /** One that satisfies the Pod Security level {@code restricted}. */
  static Workload ordinary(long user) {
    return new Workload(user, user, user);
  }

  boolean root() {
    return user == 0;
  }

  /** Of the pod. */
  @Nullable PodSecurityContext pod() {
    if (root()) {
      return null;
    }
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(group)
        .withFsGroup(fsGroup)
        .withFsGroupChangePolicy(fsGroup == null ? null : "OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /** Of its container. */
  SecurityContext container() {
    if (root()) {
      return new SecurityContextBuilder().withRunAsUser(user).build(); // whatever the image says
    }
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .build();
  }
}
