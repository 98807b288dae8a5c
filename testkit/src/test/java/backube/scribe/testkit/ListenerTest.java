package backube.scribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Recipe;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The kit on a mover that listens for its peer and generates its keys. */
class ListenerTest {
  private static final String FACTS =
      """
      kind: ReplicationDestination
      section: {copyMethod: Direct, destinationPVC: data}
      """;

  record Config(Optional<Integer> port) {}

  record Status(Optional<String> address, Optional<Integer> port, Optional<String> keys) {}

  private static final MoverSide<Config, Status> SIDE =
      side(requirements().build(), builder -> builder);

  private static Requirements.Builder requirements() {
    return Requirements.builder()
        .generates(
            GeneratedSecret.of("main")
                .sshKeyPair("key", "key.pub", Recipe.SshKey.ED25519)
                .randomHex("token", "", 32)
                .build())
        .generates(GeneratedSecret.of("peer").copyOf("main", "key.pub").build());
  }

  private static MoverSide<Config, Status> side(
      Requirements requirements, UnaryOperator<Plan.Builder> more) {
    return MoverSide.of(Config.class, Group.VOLUME, Group.ENDPOINT)
        .status(
            Status.class,
            at ->
                at.previous()
                    .orElse(new Status(Optional.empty(), Optional.empty(), Optional.empty())))
        .announces(
            known ->
                new Status(
                    known.address(),
                    known.port(),
                    Optional.ofNullable(known.secretNames().get("peer"))))
        .requires(config -> requirements)
        .plan(
            run ->
                more.apply(
                        Plan.builder()
                            .step(Step.named("receive"))
                            .file(Ref.generated("main"), "key", "/keys/key")
                            .listens(new Endpoint("ssh", 8022, run.section().port().orElse(22))))
                    .build());
  }

  private static DataMover mover(MoverSide<Config, Status> side) {
    return new DataMover() {
      @Override
      public String name() {
        return "listener";
      }

      @Override
      public String image() {
        return "example.org/listener";
      }

      @Override
      public Optional<MoverSide<?, ?>> destination() {
        return Optional.of(side);
      }
    };
  }

  private static Plan plan(MoverSide<Config, Status> side) {
    return PlanFacts.read(FACTS).plan(mover(side));
  }

  @Test
  void itsPlanNamesWhereItListensAndTheRolesOfItsSecrets() {
    Plan plan = plan(SIDE);
    assertThat(plan.endpoint()).hasValue(new Endpoint("ssh", 8022, 22));
    assertThat(plan.files().get(0).ref()).isEqualTo(Ref.generated("main"));
  }

  @Test
  void itsSectionHasTheFieldsOfItsService() {
    Plan plan =
        PlanFacts.read(
                FACTS.replace("Direct,", "Direct, serviceType: NodePort, serviceAnnotations: {},"))
            .plan(mover(SIDE));
    assertThat(plan).as("how it is offered is not the plan's").isEqualTo(plan(SIDE));
    assertThatThrownBy(
            () ->
                PlanFacts.read(FACTS.replace("Direct,", "Direct, serviceType: Headless,"))
                    .plan(mover(SIDE)))
        .hasMessageContaining(
            "spec.listener.serviceType: expected one of ClusterIP, LoadBalancer, NodePort, found"
                + " \"Headless\"");
  }

  @Test
  void itTellsWhatIsKnownBeforeAnyReport() {
    assertThat(SIDE.status(AnnouncementBuilder.<Status>of(Optional.empty()).build()))
        .hasValue(new Status(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(
            SIDE.status(
                AnnouncementBuilder.<Status>of(Optional.empty())
                    .at("10.0.0.7", 22)
                    .secret("peer", "listener-peer")
                    .build()))
        .hasValue(
            new Status(Optional.of("10.0.0.7"), Optional.of(22), Optional.of("listener-peer")));
  }

  @Test
  void whatNobodyGeneratesCanNotBeUsed() {
    assertThatThrownBy(
            () ->
                plan(
                    side(
                        requirements().build(),
                        plan -> plan.env("X", Ref.generated("main"), "none"))))
        .hasMessageContaining(
            "takes X from key none of the generated Secret 'main', which its requirements do not"
                + " generate");
  }

  @Test
  void whatTheControllerSetsCanNotBeSet() {
    assertThatThrownBy(
            () -> plan(side(requirements().build(), plan -> plan.env("LISTEN_PORT", "1"))))
        .hasMessageContaining("sets LISTEN_PORT, which the controller sets");
  }

  @Test
  void aPortThatIsNoneIsADefect() {
    assertThatThrownBy(
            () ->
                plan(
                    side(requirements().build(), plan -> plan.listens(new Endpoint("SSH", 0, 22)))))
        .hasMessageContaining("listens on a port called 'SSH'")
        .hasMessageContaining("listens on port 0; expected 1 to 65535");
  }

  @Test
  void oneThatListensMayKeepNothingFromOthers() {
    Ref store = Ref.secret("store");
    assertThatThrownBy(
            () ->
                plan(
                    side(
                        requirements().keys(store, "URL").build(),
                        plan ->
                            plan.step(
                                Step.named("tidy").with(Claim.exclusive("store", store, "URL"))))))
        .hasMessageContaining(
            "listens, and its step tidy claims what others would wait for without a limit");
  }

  @Test
  void aCopyOfNothingAndSecretsThatCouldBeGuessedAreDefects() {
    assertThatThrownBy(
            () ->
                plan(
                    side(
                        requirements()
                            .generates(
                                GeneratedSecret.of("more")
                                    .copyOf("main", "nothing")
                                    .randomHex("weak", "", 4)
                                    .build())
                            .build(),
                        plan -> plan)))
        .hasMessageContaining("copy key nothing of the role 'main' into 'more'")
        .hasMessageContaining("generate key weak of 4 random bytes; expected 16 to 1024");
  }

  @Test
  void twoSecretsInOneRoleAreADefect() {
    assertThatThrownBy(
            () ->
                plan(
                    side(
                        requirements()
                            .generates(GeneratedSecret.of("main").text("a", "b").build())
                            .build(),
                        plan -> plan)))
        .hasMessageContaining("generate two Secrets in the role 'main'");
  }

  @Test
  void aPlanThatListensWithoutTheGroupIsADefect() {
    MoverSide<Config, Status> side =
        MoverSide.of(Config.class, Group.VOLUME)
            .status(
                Status.class,
                at -> new Status(Optional.empty(), Optional.empty(), Optional.empty()))
            .plan(
                run ->
                    Plan.builder()
                        .step(Step.named("receive"))
                        .listens(new Endpoint("ssh", 8022, 22))
                        .build());
    assertThatThrownBy(() -> plan(side))
        .hasMessageContaining("listens, and its side does not declare the group ENDPOINT");
  }

  @Test
  void aSideThatTellsNothingBeforeAReportIsNotAsked() {
    assertThat(KitTest.Good.SIDE.announces()).isFalse();
    assertThat(SIDE.announces()).isTrue();
  }
}
