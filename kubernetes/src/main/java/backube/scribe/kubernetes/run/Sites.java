package backube.scribe.kubernetes.run;

import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.volume.Claims;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what an attempt finds where it is to run. */
public final class Sites {
  private static final String ENFORCED = "pod-security.kubernetes.io/enforce";

  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;
  private final OwnObjects<ServiceAccount> accounts;
  private final Claims claims;
  private final Places places;
  private final Map<String, String> proxies;
  private final List<String> pullSecrets;

  /**
   * @param proxies of the controller, by the upper-case name of the variable
   * @param pullSecrets of the controller, with which movers' images are pulled
   */
  public Sites(
      KubernetesClient client,
      Dialect dialect,
      OwnObjects<ServiceAccount> accounts,
      Claims claims,
      Map<String, String> proxies,
      List<String> pullSecrets) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.accounts = accounts;
    this.claims = claims;
    this.places = new Places(name -> Optional.ofNullable(client.nodes().withName(name).get()));
    this.proxies = proxies;
    this.pullSecrets = pullSecrets;
  }

  Site look(Replication owner, Attempt attempt) {
    Optional<String> claim =
        attempt.needsData() ? Optional.of(claim(owner, attempt)) : Optional.empty();
    Optional<PersistentVolumeClaim> data =
        attempt
            .data()
            .claim()
            .filter(name -> attempt.needsData())
            .map(name -> claims.needed(owner.key().namespace(), name));
    List<PersistentVolumeClaim> mounted = new ArrayList<>();
    data.filter(used -> !attempt.data().copied()).ifPresent(mounted::add);
    mounted.addAll(moverVolumes(owner, attempt));
    VolumeUsers users = data.isPresent() || !mounted.isEmpty() ? users(owner) : VolumeUsers.NONE;
    return new Site(
        claim,
        data.filter(Sites::readOnly).isPresent(),
        leave(owner),
        account(owner, attempt),
        givenAccount(attempt).isPresent() ? List.of() : pullSecrets, // a user's has its own
        workload(data.map(users::of).orElse(List.of())).orElse(remembered(owner)),
        places.of(mounted, users),
        proxies,
        owner.annotations().containsKey(dialect.key("enable-debug-mover")));
  }

  /** Claims of users among the volumes that the mover has beside the data. */
  private List<PersistentVolumeClaim> moverVolumes(Replication owner, Attempt attempt) {
    return attempt.options().pod().stream()
        .flatMap(pod -> pod.moverVolumes().stream())
        .flatMap(volume -> volume.volumeSource().persistentVolumeClaim().stream())
        .flatMap(source -> claims.recent(owner.key().namespace(), source.getClaimName()).stream())
        .toList();
  }

  private VolumeUsers users(Replication owner) {
    return new VolumeUsers(client.pods().inNamespace(owner.key().namespace()).list().getItems());
  }

  private String claim(Replication owner, Attempt attempt) {
    ObjectNames names = new ObjectNames(dialect, owner.key());
    return attempt.data().copied()
        ? names.copy(attempt.copy())
        : attempt
            .data()
            .claim()
            .orElseGet(
                () ->
                    names.destination(
                        attempt.volume().flatMap(VolumeRequest::received).orElse(false)));
  }

  static List<String> modes(PersistentVolumeClaim claim) {
    boolean bound = claim.getStatus() != null && !claim.getStatus().getAccessModes().isEmpty();
    return bound ? claim.getStatus().getAccessModes() : claim.getSpec().getAccessModes();
  }

  private static boolean readOnly(PersistentVolumeClaim claim) {
    return modes(claim).equals(List.of("ReadOnlyMany"));
  }

  /** What a namespace enforces stands above what an annotation allows. */
  private Site.Leave leave(Replication owner) {
    Namespace namespace = client.namespaces().withName(owner.key().namespace()).get();
    if (namespace == null) {
      return Site.Leave.ORDINARY;
    }
    if ("restricted".equals(value(namespace.getMetadata().getLabels(), ENFORCED))) {
      return Site.Leave.RESTRICTED;
    }
    String allowed =
        value(namespace.getMetadata().getAnnotations(), dialect.key("privileged-movers"));
    return "true".equalsIgnoreCase(allowed) ? Site.Leave.PRIVILEGED : Site.Leave.ORDINARY;
  }

  private static @Nullable String value(@Nullable Map<String, String> values, String key) {
    return values == null ? null : values.get(key);
  }

  private String account(Replication owner, Attempt attempt) {
    return givenAccount(attempt).orElseGet(() -> ownAccount(owner));
  }

  private static Optional<String> givenAccount(Attempt attempt) {
    return attempt.options().pod().flatMap(PodOptions::moverServiceAccount);
  }

  /** Makes the mover's account anew if it is ours and somebody removed it. */
  void keepAccount(Replication owner, String account) {
    if (account.equals(new ObjectNames(dialect, owner.key()).account())) {
      ownAccount(owner);
    }
  }

  private String ownAccount(Replication owner) {
    String name = new ObjectNames(dialect, owner.key()).account();
    Optional<ServiceAccount> known = accounts.find(owner.key().namespace(), name);
    if (known.isEmpty()) {
      try {
        accounts.create(
            owner,
            new ServiceAccountBuilder()
                .withMetadata(stamp.lasting(owner, name))
                .withAutomountServiceAccountToken(false)
                .build());
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
      }
    }
    return name;
  }

  private static Workload workload(List<Pod> pods) {
    return pods.stream().findFirst().map(Workload::of).orElse(Workload.UNKNOWN);
  }

  /** What an earlier attempt was told: a workload that is scaled down has the same files still. */
  private static Workload remembered(Replication owner) {
    return Workload.read(StateCodec.read(owner.status().sync()).workload());
  }
}
