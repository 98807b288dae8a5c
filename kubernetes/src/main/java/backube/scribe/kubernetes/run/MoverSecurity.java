package backube.scribe.kubernetes.run;

import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.run.Attempt;
import backube.scribe.kubernetes.dialect.Dialect;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As whom a mover runs and what it may do: nothing, but in a namespace that allows more, what full
 * metadata needs, and in a dialect whose movers are root, what a server of root's needs. Satisfies
 * the Pod Security level {@code restricted} where that is enforced, and in our own dialect unless
 * privileged.
 */
final class MoverSecurity {
  /** User and group where nothing else is known. */
  private static final long NOBODY_IN_PARTICULAR = 65_532L;

  private static final SeccompProfile RUNTIME_DEFAULT =
      new SeccompProfileBuilder().withType("RuntimeDefault").build();

  private final Dialect dialect;
  private final boolean assigned;

  /**
   * @param assigned whether the cluster gives pods without a user one of their namespace
   */
  MoverSecurity(Dialect dialect, boolean assigned) {
    this.dialect = dialect;
    this.assigned = assigned;
  }

  /** Of the container. */
  SecurityContext container(Attempt attempt, Site site) {
    CapabilitiesBuilder capabilities = new CapabilitiesBuilder().withDrop("ALL");
    SecurityContextBuilder context =
        new SecurityContextBuilder()
            .withAllowPrivilegeEscalation(false)
            .withPrivileged(false)
            .withReadOnlyRootFilesystem(true);
    if (site.leave() == Site.Leave.PRIVILEGED) {
      List<String> added = new ArrayList<>(attempt.plan().capabilities());
      return context
          .withRunAsUser(0L)
          .withCapabilities(capabilities.withAdd(added).build())
          .build();
    }
    if (serves(attempt, site)) {
      capabilities.withAdd(dialect.conventions().serverCapabilities().stream().sorted().toList());
    }
    return context.withCapabilities(capabilities.build()).build();
  }

  /**
   * Only root, who has to give up rights, can use them. A cluster that assigns users has none, and
   * refuses pods that ask for any.
   */
  private boolean serves(Attempt attempt, Site site) {
    Set<String> needed = dialect.conventions().serverCapabilities();
    return site.leave() == Site.Leave.ORDINARY
        && !assigned
        && !needed.isEmpty()
        && attempt.plan().capabilities().containsAll(needed)
        && attempt
            .options()
            .pod()
            .flatMap(PodOptions::moverSecurityContext)
            .map(MoverSecurity::root)
            .orElse(true);
  }

  private static boolean root(PodSecurityContext given) {
    return given.getRunAsUser() == null
        ? !Boolean.TRUE.equals(given.getRunAsNonRoot())
        : given.getRunAsUser() == 0;
  }

  /** Of the pod; null for none. */
  @Nullable PodSecurityContext pod(Attempt attempt, Site site) {
    Optional<PodSecurityContext> given =
        attempt.options().pod().flatMap(PodOptions::moverSecurityContext);
    if (!dialect.movesAsWorkload() && site.leave() != Site.Leave.RESTRICTED) {
      return given.orElse(null);
    }
    return given.map(context -> completed(context, site)).orElseGet(() -> asWorkload(site));
  }

  private PodSecurityContext asWorkload(Site site) {
    PodSecurityContextBuilder context =
        new PodSecurityContextBuilder().withSeccompProfile(RUNTIME_DEFAULT);
    if (site.leave() == Site.Leave.PRIVILEGED) {
      return context.build();
    }
    return context
        .withRunAsNonRoot(true)
        .withRunAsUser(user(site))
        .withRunAsGroup(group(site))
        .withFsGroup(group(site))
        .withFsGroupChangePolicy("OnRootMismatch")
        .build();
  }

  /** Adds the user, because that of the image is root, and what the namespace enforces anyway. */
  private PodSecurityContext completed(PodSecurityContext given, Site site) {
    PodSecurityContextBuilder context = new PodSecurityContextBuilder(given);
    if (given.getRunAsUser() == null && site.leave() != Site.Leave.PRIVILEGED) {
      context.withRunAsUser(user(site));
      if (given.getRunAsGroup() == null) {
        context.withRunAsGroup(group(site));
      }
    }
    if (site.leave() == Site.Leave.RESTRICTED) {
      if (given.getRunAsNonRoot() == null) {
        context.withRunAsNonRoot(true);
      }
      if (given.getSeccompProfile() == null) {
        context.withSeccompProfile(RUNTIME_DEFAULT);
      }
    }
    return context.build();
  }

  private @Nullable Long user(Site site) {
    return site.owner().user().orElse(assigned ? null : NOBODY_IN_PARTICULAR);
  }

  private @Nullable Long group(Site site) {
    return site.owner().group().orElse(user(site));
  }
}
