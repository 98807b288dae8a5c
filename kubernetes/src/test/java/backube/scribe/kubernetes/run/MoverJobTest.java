package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.AttemptOptions;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.Owners;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The Jobs of attempts as files; the API server takes each of them as it stands. */
class MoverJobTest {
  private static final ObjectGoldens GOLDENS = ObjectGoldens.of("jobs");
  private static final Ref REPOSITORY = Ref.secret("repository");

  @Test
  void aBackupOfACopyRunsAsTheWorkloadAndLeavesTheFilesAsTheyAre() {
    Site site =
        site(
            new Workload(Optional.of(1234L), Optional.of(5678L)),
            Site.Place.ANYWHERE,
            Site.Leave.ORDINARY);

    same("backup", "restricted", Dialect.SCRIBE, attempt(false, true, Attempts.PLAIN), site);
  }

  @Test
  void withoutAWorkloadTheMoverIsAnOrdinaryUser() {
    same("restore", "restricted", Dialect.SCRIBE, attempt(true, false, Attempts.PLAIN), site());
  }

  @Test
  void whereTheClusterAssignsUsersNoneIsNamedThatNobodyKnows() {
    Workload known = new Workload(Optional.of(1234L), Optional.of(5678L));

    assertThat(assigned(Workload.UNKNOWN))
        .isEqualTo(
            new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build());
    assertThat(assigned(known).getRunAsUser()).isEqualTo(1234L);
    assertThat(assigned(known).getFsGroup()).isEqualTo(5678L);
  }

  private static PodSecurityContext assigned(Workload workload) {
    return new MoverJob(Dialect.SCRIBE, true)
        .of(
            Owners.source("photos"),
            attempt(false, true, Attempts.PLAIN),
            site(workload, Site.Place.ANYWHERE, Site.Leave.ORDINARY))
        .getSpec()
        .getTemplate()
        .getSpec()
        .getSecurityContext();
  }

  @Test
  void aPrivilegedMoverHasWhatFullMetadataNeedsAndNothingElse() {
    Site site = site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.PRIVILEGED);

    same("privileged", "baseline", Dialect.SCRIBE, attempt(true, false, Attempts.PLAIN), site);
  }

  @Test
  void inVolSyncsDialectNoUserIsForced() {
    same("volsync", "baseline", Dialect.VOLSYNC, attempt(false, true, Attempts.PLAIN), site());
  }

  @Test
  void whatANamespaceOfVolSyncsAllowsAndEnforces() {
    Attempt attempt = attempt(true, false, Attempts.PLAIN);

    same(
        "volsync-privileged",
        "baseline",
        Dialect.VOLSYNC,
        attempt,
        site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.PRIVILEGED));
    same(
        "volsync-restricted",
        "restricted",
        Dialect.VOLSYNC,
        attempt,
        site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.RESTRICTED));
  }

  @Test
  void aMoverThatListensIsFoundByItsServiceAndHasItsKeysInOneFolder() {
    for (Dialect dialect : Dialect.ALL) {
      PodOptions options =
          new PodOptions(
              Optional.empty(),
              Optional.empty(),
              Map.of("app.kubernetes.io/name", "mine", "team", "storage"),
              Optional.empty(),
              Optional.empty(),
              List.of());
      Attempt attempt =
          Attempts.of(
              Plan.builder()
                  .step(Step.named("receive"))
                  .writesData()
                  .file(Ref.secret("keys"), "destination", "/keys/destination")
                  .file(Ref.secret("keys"), "source.pub", "/keys/source.pub")
                  .listens(new Endpoint("ssh", 8022, 22))
                  .build(),
              new Attempt.Data(Optional.of("photos"), false),
              Optional.empty(),
              new AttemptOptions(Optional.of(options), Optional.empty(), Map.of()));

      same(
          dialect.equals(Dialect.SCRIBE) ? "listening" : "volsync-listening",
          dialect.equals(Dialect.SCRIBE) ? "restricted" : "baseline",
          dialect,
          attempt,
          site());
    }
  }

  @Test
  void underVolSyncsNamesARootThatServesMayGiveUpItsRightsAndNothingElse() {
    Site ordinary = site();
    same("volsync-serving", "baseline", Dialect.VOLSYNC, server(Attempts.PLAIN), ordinary);
    same("serving", "restricted", Dialect.SCRIBE, server(Attempts.PLAIN), ordinary);
    same(
        "volsync-serving-restricted",
        "restricted",
        Dialect.VOLSYNC,
        server(Attempts.PLAIN),
        site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.RESTRICTED));
  }

  @Test
  void onlyARootThatAsksForAllRightsOfAServerHasThem() {
    assertThat(added(Dialect.VOLSYNC, server(Attempts.PLAIN), false))
        .containsExactly("SETGID", "SETUID", "SYS_CHROOT");
    PodSecurityContextBuilder context = new PodSecurityContextBuilder();
    AttemptOptions root = options(context.withRunAsUser(0L).build());
    assertThat(added(Dialect.VOLSYNC, server(root), false)).isNotEmpty();

    AttemptOptions user = options(context.withRunAsUser(1000L).build());
    assertThat(added(Dialect.VOLSYNC, server(user), false)).isEmpty();
    AttemptOptions anyone = options(new PodSecurityContextBuilder().withRunAsNonRoot(true).build());
    assertThat(added(Dialect.VOLSYNC, server(anyone), false)).isEmpty();
    assertThat(added(Dialect.VOLSYNC, server(Attempts.PLAIN), true))
        .as("where the cluster assigns users")
        .isEmpty();
    Plan some = Plan.builder().step(Step.named("receive")).capabilities("SETGID").build();
    assertThat(added(Dialect.VOLSYNC, plain(some, Attempts.PLAIN), false)).isEmpty();
  }

  private static List<String> added(Dialect dialect, Attempt attempt, boolean assigned) {
    return new MoverJob(dialect, assigned)
        .of(Owners.source("photos"), attempt, site())
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getSecurityContext()
        .getCapabilities()
        .getAdd();
  }

  private static Attempt server(AttemptOptions options) {
    return plain(
        Plan.builder()
            .step(Step.named("receive"))
            .writesData()
            .capabilities("CHOWN", "SYS_CHROOT", "SETGID", "AUDIT_WRITE", "SETUID")
            .build(),
        options);
  }

  private static Attempt plain(Plan plan, AttemptOptions options) {
    return Attempts.of(
        plan, new Attempt.Data(Optional.of("photos"), false), Optional.empty(), options);
  }

  @Test
  void aDeviceIsNoFolderAndThatOfASourceCanOnlyBeRead() {
    for (Dialect dialect : Dialect.ALL) {
      Plan.Builder plan = Plan.builder().step(Step.named("send"));
      String name = dialect.equals(Dialect.SCRIBE) ? "" : "volsync-";
      same(name + "block-source", "privileged", dialect, ofDevice(plan.build()), privileged());
      same(
          name + "block-destination",
          "privileged",
          dialect,
          ofDevice(plan.writesData().build()),
          privileged());
    }
  }

  private static Attempt ofDevice(Plan plan) {
    return Attempts.of(
        plan,
        new Attempt.Data(Optional.of("disk"), false, Optional.of(VolumeMode.BLOCK)),
        Optional.empty(),
        Attempts.PLAIN);
  }

  private static Site privileged() {
    return site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.PRIVILEGED);
  }

  @Test
  void aRestrictedNamespaceForcesAnOrdinaryUserInEveryDialect() {
    assertThat(context(Dialect.VOLSYNC, Attempts.PLAIN, Site.Leave.RESTRICTED))
        .isEqualTo(context(Dialect.SCRIBE, Attempts.PLAIN, Site.Leave.RESTRICTED))
        .satisfies(
            context -> {
              assertThat(context.getRunAsNonRoot()).isTrue();
              assertThat(context.getRunAsUser()).isEqualTo(65_532L);
              assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            });
  }

  @Test
  void aSecurityContextIsTakenAsItIsAndInARestrictedNamespaceCompleted() {
    PodSecurityContext given = new PodSecurityContextBuilder().withRunAsUser(1000L).build();

    assertThat(context(Dialect.VOLSYNC, options(given), Site.Leave.ORDINARY)).isEqualTo(given);
    assertThat(context(Dialect.VOLSYNC, options(given), Site.Leave.RESTRICTED))
        .isEqualTo(
            new PodSecurityContextBuilder(given)
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build());
  }

  @Test
  void aSecurityContextWithoutAUserGetsOneThatIsNotTheImagesRoot() {
    PodSecurityContext given = new PodSecurityContextBuilder().withFsGroup(1000L).build();

    assertThat(context(Dialect.SCRIBE, options(given), Site.Leave.ORDINARY))
        .isEqualTo(
            new PodSecurityContextBuilder(given)
                .withRunAsUser(65_532L)
                .withRunAsGroup(65_532L)
                .build());
    assertThat(context(Dialect.SCRIBE, options(given), Site.Leave.PRIVILEGED)).isEqualTo(given);
    assertThat(context(Dialect.VOLSYNC, options(given), Site.Leave.ORDINARY)).isEqualTo(given);
  }

  private static AttemptOptions options(PodSecurityContext given) {
    return new AttemptOptions(
        Optional.of(
            new PodOptions(
                Optional.of(given),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of())),
        Optional.empty(),
        Map.of());
  }

  private static PodSecurityContext context(
      Dialect dialect, AttemptOptions options, Site.Leave leave) {
    Site site = site(Workload.UNKNOWN, Site.Place.ANYWHERE, leave);
    return new MoverJob(dialect, false)
        .of(Owners.source("photos"), attempt(false, true, options), site)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getSecurityContext();
  }

  @Test
  void everyOptionOfThePodIsObeyed() {
    Toleration toleration =
        new TolerationBuilder().withKey("dedicated").withOperator("Exists").build();
    Site site =
        site(
            Workload.UNKNOWN,
            new Site.Place(Map.of("kubernetes.io/hostname", "node7"), List.of(toleration)),
            Site.Leave.ORDINARY);
    PodOptions pod =
        new PodOptions(
            Optional.empty(),
            Optional.of("mover"),
            Map.of("team", "blue"),
            Optional.of(
                new ResourceRequirementsBuilder()
                    .addToLimits("memory", new Quantity("1Gi"))
                    .build()),
            Optional.empty(),
            List.of(
                volume("keys/a", new SecretVolumeSource(null, null, null, "keys")),
                volume("Keys-A", new SecretVolumeSource(null, null, null, "others")),
                new MoverVolume(
                    "/repository",
                    new MoverVolume.Source(
                        Optional.empty(),
                        Optional.of(new PersistentVolumeClaimVolumeSource("nas", null)),
                        Optional.empty()))));
    AttemptOptions options =
        new AttemptOptions(
            Optional.of(pod),
            Optional.of(new CustomCa(Optional.of("ca"), Optional.empty(), Optional.of("ca.pem"))),
            Map.of());

    same("options", "restricted", Dialect.SCRIBE, attempt(false, true, options), site);
    same("volsync-options", "baseline", Dialect.VOLSYNC, attempt(false, true, options), site);
  }

  @Test
  void whatIsWrittenOutInFullIsTakenAsItIs() {
    PodOptions pod =
        new PodOptions(
            Optional.of(
                new PodSecurityContextBuilder()
                    .withRunAsUser(1000L)
                    .withFsGroup(2000L)
                    .withSupplementalGroups(3000L)
                    .build()),
            Optional.of("mover"),
            Map.of(),
            Optional.empty(),
            Optional.of(onLinux()),
            List.of(
                new MoverVolume(
                    "nas",
                    new MoverVolume.Source(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new NFSVolumeSource("/export", true, "nas.example"))))));
    AttemptOptions options =
        new AttemptOptions(
            Optional.of(pod),
            Optional.of(new CustomCa(Optional.empty(), Optional.of("ca"), Optional.of("ca.pem"))),
            Map.of());
    Site site =
        new Site(
            Optional.of("data"),
            true,
            Site.Leave.ORDINARY,
            "mover",
            List.of("registry"),
            Workload.UNKNOWN,
            Site.Place.ANYWHERE,
            Map.of("HTTP_PROXY", "", "NO_PROXY", "10.0.0.0/8"),
            true);

    same("written-out", "privileged", Dialect.SCRIBE, attempt(false, false, options), site);
    same(
        "volsync-written-out", "privileged", Dialect.VOLSYNC, attempt(false, false, options), site);
  }

  private static Affinity onLinux() {
    return new AffinityBuilder()
        .withNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .addNewNodeSelectorTerm()
        .addNewMatchExpression()
        .withKey("kubernetes.io/os")
        .withOperator("In")
        .withValues("linux")
        .endMatchExpression()
        .endNodeSelectorTerm()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .build();
  }

  @Test
  void labelsByWhichAMoverIsFoundAreNotOverridden() {
    PodOptions pod =
        new PodOptions(
            Optional.empty(),
            Optional.empty(),
            Map.of(
                "app.kubernetes.io/created-by", "somebody",
                "scribe.backube/owner", "somebody",
                "team", "blue"),
            Optional.empty(),
            Optional.empty(),
            List.of());
    Job job =
        new MoverJob(Dialect.SCRIBE, false)
            .of(
                Owners.source("photos"),
                attempt(
                    false, true, new AttemptOptions(Optional.of(pod), Optional.empty(), Map.of())),
                site());

    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("team", "blue")
        .containsAllEntriesOf(job.getMetadata().getLabels());
  }

  @Test
  void theContainerOfAMoverWithCapitalsHasANameThatContainersMayHave() {
    Attempt restic = attempt(false, true, Attempts.PLAIN);
    Attempt attempt =
        new Attempt(
            restic.owner(),
            restic.ownerUid(),
            restic.id(),
            restic.runId(),
            "rsyncTLS",
            restic.image(),
            restic.plan(),
            restic.steps(),
            restic.needsData(),
            restic.copyRound(),
            restic.data(),
            restic.volume(),
            restic.options());
    Container container =
        new MoverJob(Dialect.SCRIBE, false)
            .of(Owners.source("photos"), attempt, site())
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0);
    assertThat(container.getName()).isEqualTo("rsync-tls");
    assertThat(container.getCommand()).containsExactly("/mover-rsyncTLS/entry.sh");
  }

  @Test
  void theJobCarriesTheAttempt() {
    Attempt attempt = attempt(false, true, Attempts.PLAIN);
    MoverJob jobs = new MoverJob(Dialect.SCRIBE, false);
    Job job = jobs.of(Owners.source("photos"), attempt, site());

    assertThat(jobs.carried(job)).contains(attempt);

    job.getMetadata().getAnnotations().put("scribe.backube/attempt", "{\"of\": \"the future\"}");
    assertThat(jobs.carried(job)).isEmpty();
  }

  @Test
  void theJobTellsAsWhomTheWorkloadRunsAsFarAsThatIsKnown() {
    MoverJob jobs = new MoverJob(Dialect.SCRIBE, false);
    Workload workload = new Workload(Optional.of(1234L), Optional.of(5678L));
    Job told =
        jobs.of(
            Owners.source("photos"),
            attempt(false, true, Attempts.PLAIN),
            site(workload, Site.Place.ANYWHERE, Site.Leave.ORDINARY));
    Job untold = jobs.of(Owners.source("photos"), attempt(false, true, Attempts.PLAIN), site());

    assertThat(jobs.workload(told)).isEqualTo("1234:5678");
    assertThat(jobs.workload(untold)).isNull();
  }

  @Test
  void theImageIsPulledWithCopiesThatAreTheAttemptsOwn() {
    Site plain = site();
    Site site =
        new Site(
            plain.claim(),
            plain.readOnly(),
            plain.leave(),
            plain.account(),
            List.of("registry"),
            plain.owner(),
            plain.place(),
            plain.proxies(),
            plain.debug());

    assertThat(
            new MoverJob(Dialect.SCRIBE, false)
                .of(Owners.source("photos"), attempt(false, true, Attempts.PLAIN), site)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getImagePullSecrets())
        .extracting(LocalObjectReference::getName)
        .containsExactly("scribe-src-photos-pull-cda81d0a");
  }

  private static MoverVolume volume(String path, SecretVolumeSource secret) {
    return new MoverVolume(
        path, new MoverVolume.Source(Optional.of(secret), Optional.empty(), Optional.empty()));
  }

  private static Attempt attempt(boolean writes, boolean copied, AttemptOptions options) {
    Plan.Builder plan =
        Plan.builder()
            .step(Step.named("backup"))
            .step(Step.named("forget"))
            .env("FORGET_OPTIONS", "--keep-last 1")
            .env("RESTIC_PASSWORD", REPOSITORY, "RESTIC_PASSWORD")
            .envIfPresent("AWS_PROFILE", REPOSITORY, "AWS_PROFILE")
            .file(REPOSITORY, "GOOGLE_APPLICATION_CREDENTIALS", "/credentials/gcs.json")
            .scratch("cache")
            .capabilities("DAC_OVERRIDE", "CHOWN", "FOWNER");
    return Attempts.of(
        (writes ? plan.writesData() : plan).build(),
        new Attempt.Data(Optional.of("data"), copied),
        Optional.empty(),
        options);
  }

  private static Site site() {
    return site(Workload.UNKNOWN, Site.Place.ANYWHERE, Site.Leave.ORDINARY);
  }

  private static Site site(Workload workload, Site.Place place, Site.Leave leave) {
    return new Site(
        Optional.of("scribe-photos-src"),
        false,
        leave,
        "scribe-src-photos",
        List.of(),
        workload,
        place,
        Map.of("HTTPS_PROXY", "http://proxy:3128"),
        false);
  }

  private static void same(String file, String level, Dialect dialect, Attempt attempt, Site site) {
    Job job = new MoverJob(dialect, false).of(Owners.source("photos"), attempt, site);
    job.getMetadata().getAnnotations().clear(); // the attempt, which has a test of its own
    GOLDENS.same(file, level, job);
  }
}
