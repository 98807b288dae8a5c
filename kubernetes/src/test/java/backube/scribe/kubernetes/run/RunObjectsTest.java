package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CopyMethod;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.dialect.InEachDialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.event.ClusterEvents;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.volume.Claims;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is made beside the Job of an attempt, as files. */
class RunObjectsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final ObjectGoldens CLAIMS = ObjectGoldens.of("claims");
  private static final ObjectGoldens ACCOUNTS = ObjectGoldens.of("accounts");
  private static final ObjectGoldens GRANTS = ObjectGoldens.of("grants");
  private static final Replication SOURCE = Owners.source("photos");

  @AutoClose private final RecordingApi api = new RecordingApi();

  @InEachDialect
  void aCacheAnAccountAndThenTheJob(Dialect dialect) {
    runs(dialect).hold(SOURCE, attempt(Map.of()));

    assertThat(api.made())
        .extracting(object -> object.path("kind").asText())
        .filteredOn(kind -> !kind.equals("Event"))
        .containsExactly("PersistentVolumeClaim", "ServiceAccount", "Job");
    CLAIMS.same(dialect, "cache", api.made("PersistentVolumeClaim"));
    ACCOUNTS.same(dialect, "source", api.made("ServiceAccount"));
  }

  @InEachDialect
  void aCacheWithAttributesOfItsOwn(Dialect dialect) {
    ScratchOptions options =
        new ScratchOptions(
            Optional.of(new Quantity("7Gi")),
            Optional.of("fastest"),
            List.of("ReadWriteOncePod"),
            true);
    runs(dialect).hold(SOURCE, attempt(Map.of("cache", options)));

    CLAIMS.same(dialect, "cache-options", api.made("PersistentVolumeClaim"));
  }

  @Test
  void aCacheOfSomebodyElseIsNotUsed() {
    api.has(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("scribe-src-photos-cache")
            .endMetadata()
            .build());

    assertThatThrownBy(() -> runs(Dialect.SCRIBE).hold(SOURCE, attempt(Map.of())))
        .isInstanceOf(EffectFailed.class)
        .hasMessageContaining("scribe-src-photos-cache is not ours");
    assertThat(api.made()).isEmpty();
  }

  @Test
  void aCacheThatIsBeingRemovedIsNotUsed() {
    runs(Dialect.SCRIBE).hold(SOURCE, attempt(Map.of()));
    PersistentVolumeClaim cache =
        api.client()
            .persistentVolumeClaims()
            .inNamespace("ns")
            .withName("scribe-src-photos-cache")
            .get();
    cache.getMetadata().setDeletionTimestamp("2026-01-01T12:00:00Z");
    api.has(cache);

    assertThatThrownBy(() -> runs(Dialect.SCRIBE).hold(SOURCE, attempt(Map.of())))
        .isInstanceOf(EffectFailed.class)
        .hasMessageContaining("is being removed: a new one is made when it is gone");
  }

  @InEachDialect
  void whatAPrivilegedMoverIsGranted(Dialect dialect) {
    api.has(
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace("scribe-system")
            .withName("registry")
            .endMetadata()
            .withType("kubernetes.io/dockerconfigjson")
            .withData(Map.of(".dockerconfigjson", "e30="))
            .build());
    ObjectNames names = new ObjectNames(dialect, SOURCE.key());
    ThingId id = ThingId.attempt(7, 1);
    Job job =
        new MoverJob(dialect, true)
            .of(
                SOURCE,
                attempt(Map.of()),
                new Site(
                    Optional.of("data"),
                    false,
                    Site.Leave.PRIVILEGED,
                    names.account(),
                    List.of("registry"),
                    Workload.UNKNOWN,
                    Site.Place.ANYWHERE,
                    Map.of(),
                    false));
    job.getMetadata().setUid("uid-of-job");
    new Grants(
            api.client(),
            dialect,
            new GrantTerms("scribe-system", List.of("registry"), Optional.of("privileged-movers")))
        .make(SOURCE, id, job);

    GRANTS.same(dialect, "pull-secret", api.made("Secret"));
    GRANTS.same(dialect, "role-binding", api.made("RoleBinding"));
  }

  private ClusterRuns runs(Dialect dialect) {
    OwnObjects<PersistentVolumeClaim> claims = own(dialect, PersistentVolumeClaim.class);
    ClusterEvents events = new ClusterEvents(api.client(), dialect, CLOCK, "scribe-0");
    Growth growth = new Growth(api.client(), dialect, claims, events);
    Announcements announcements = new Announcements(events, dialect, CLOCK);
    return new ClusterRuns(
        api.client(),
        dialect,
        own(dialect, Job.class),
        own(dialect, Pod.class),
        new Sites(
            api.client(),
            dialect,
            own(dialect, ServiceAccount.class),
            new Claims(api.client(), CLOCK),
            Map.of(),
            List.of()),
        new Scratch(api.client(), dialect, claims, announcements, growth),
        growth,
        new Grants(api.client(), dialect, GrantTerms.NOTHING),
        announcements,
        CLOCK);
  }

  private <T extends HasMetadata> OwnObjects<T> own(Dialect dialect, Class<T> kind) {
    return new OwnObjects<>(kind, api.client(), new Stamp(dialect), changed -> {});
  }

  /** Of a raw block volume that can only be read: that does not concern the cache. */
  private Attempt attempt(Map<String, ScratchOptions> scratch) {
    api.has(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("data")
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadOnlyMany")
            .withVolumeMode("Block")
            .endSpec()
            .build());
    return Attempts.of(
        Plan.builder().step(Step.named("backup")).scratch("cache").build(),
        new Attempt.Data(Optional.of("data"), true),
        Optional.of(
            new VolumeRequest(
                CopyMethod.SNAPSHOT,
                Optional.of("data"),
                Optional.empty(),
                Optional.of("slow"),
                List.of("ReadOnlyMany"),
                Optional.empty(),
                true,
                false)),
        new AttemptOptions(Optional.empty(), Optional.empty(), scratch));
  }
}
