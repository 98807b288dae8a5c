package backube.scribe.core.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Recipe;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.secret.GeneratedSecrets.Answer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Secrets that movers generate: made once and whole, kept, never made anew by themselves. */
class GeneratedSecretsTest {
  private static final Replication OWNER =
      new Replication(
          new ResourceKey(Role.DESTINATION, "web", "site"),
          "uid",
          Instant.EPOCH,
          "1",
          false,
          Map.of(),
          Optional.empty(),
          new ReplicationDestinationSpec(null, null, null, null, Map.of()),
          ReplicationStatus.EMPTY);

  private static final List<GeneratedSecret> PSK =
      List.of(GeneratedSecret.of("").randomHex("psk.txt", "volsync:", 64).build());

  private static final List<GeneratedSecret> PAIRS =
      List.of(
          GeneratedSecret.of("main")
              .sshKeyPair("source", "source.pub", Recipe.SshKey.ED25519)
              .text("note", "hello")
              .build(),
          GeneratedSecret.of("src").copyOf("main", "source").build());

  private static final List<GeneratedSecret> SLOW =
      List.of(
          GeneratedSecret.of("main")
              .sshKeyPair("source", "source.pub", Recipe.SshKey.RSA_4096)
              .build());

  private final FakeSecrets store = new FakeSecrets();
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<ResourceKey> woken = new ArrayList<>();
  private final GeneratedSecrets secrets =
      new GeneratedSecrets(store, new SecureRandom(), tasks::add, woken::add);

  private Answer ensure(List<GeneratedSecret> wanted) {
    return secrets.ensure(OWNER, "toy", wanted);
  }

  private String refusal(List<GeneratedSecret> wanted) {
    return ((Answer.Refused) ensure(wanted)).refusal().toString();
  }

  private String value(String name, String key) {
    return new String(store.secrets.get(name).get(key), UTF_8);
  }

  @Test
  void aRandomKeyHasItsPrefixAndAsManyHexDigitsAsItShould() {
    assertThat(ensure(PSK)).isEqualTo(new Answer.Ready(Map.of("", "toy-")));
    assertThat(value("toy-", "psk.txt")).matches("volsync:[0-9a-f]{128}");
  }

  @Test
  void noTwoResourcesGetTheSameRandomKey() {
    ensure(PSK);
    String first = value("toy-", "psk.txt");
    store.secrets.clear();
    ensure(PSK);
    assertThat(value("toy-", "psk.txt")).isNotEqualTo(first);
  }

  @Test
  void bothPartsOfAPairBelongTogetherAndCopiesAreEqual() {
    ensure(PAIRS);
    assertThat(value("toy-main", "source")).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    assertThat(value("toy-main", "source.pub")).startsWith("ssh-ed25519 ");
    assertThat(value("toy-src", "source")).isEqualTo(value("toy-main", "source"));
    assertThat(value("toy-main", "note")).isEqualTo("hello");
  }

  @Test
  void whatIsThereIsKept() {
    ensure(PAIRS);
    String before = value("toy-main", "source");
    store.log.clear();
    ensure(PAIRS);
    assertThat(store.log).isEmpty();
    assertThat(value("toy-main", "source")).isEqualTo(before);
  }

  @Test
  void oneThatLacksAKeyIsAnErrorThatSaysWhatToDoAndStaysAsItIs() {
    ensure(PAIRS);
    store.secrets.get("toy-main").remove("source.pub");
    store.log.clear();
    assertThat(refusal(PAIRS))
        .contains("MissingReference", "source.pub", "toy-main", "delete the Secret");
    assertThat(store.log).isEmpty();
  }

  @Test
  void deletingItMakesAnotherAndItsCopiesFollow() {
    ensure(PAIRS);
    String before = value("toy-main", "source");
    store.secrets.get("toy-src").put("mine", "x".getBytes(UTF_8));
    store.secrets.remove("toy-main");
    ensure(PAIRS);
    assertThat(value("toy-main", "source")).isNotEqualTo(before);
    assertThat(value("toy-src", "source")).isEqualTo(value("toy-main", "source"));
    assertThat(value("toy-src", "mine")).isEqualTo("x");
  }

  @Test
  void somebodyElsesIsLeftAlone() {
    store.secrets.put("toy-", new LinkedHashMap<>(Map.of("psk.txt", new byte[] {1})));
    store.foreign.add("toy-");
    assertThat(refusal(PSK)).contains("NameInUse", "Secret toy-", "belongs to something else");
    assertThat(store.log).isEmpty();
  }

  @Test
  void oneOfAFormerNameIsUsedIfTheResourceHasIt() {
    store.secrets.put("former-toy-", new LinkedHashMap<>(Map.of("psk.txt", new byte[] {1})));
    assertThat(ensure(PSK)).isEqualTo(new Answer.Ready(Map.of("", "former-toy-")));
    assertThat(store.log).isEmpty();
  }

  @Test
  void somebodyElsesOfAFormerNameIsNoObstacle() {
    store.secrets.put("former-toy-", new LinkedHashMap<>(Map.of("psk.txt", new byte[] {1})));
    store.foreign.add("former-toy-");
    assertThat(ensure(PSK)).isEqualTo(new Answer.Ready(Map.of("", "toy-")));
  }

  @Test
  void whatTakesLongIsMadeByAnotherThreadAndTheResourceIsWoken() {
    assertThat(ensure(SLOW)).isInstanceOf(Answer.Pending.class);
    assertThat(ensure(SLOW)).as("begun once").isInstanceOf(Answer.Pending.class);
    assertThat(tasks).hasSize(1);
    assertThat(store.log).isEmpty();
    tasks.get(0).run();
    assertThat(woken).containsExactly(OWNER.key());
    assertThat(ensure(SLOW)).isEqualTo(new Answer.Ready(Map.of("main", "toy-main")));
  }

  @Test
  void whatCouldNotBeMadeIsToldAndTriedAgain() {
    store.refuses = true;
    ensure(SLOW);
    tasks.remove(0).run();
    assertThat(refusal(SLOW)).contains("EffectFailed", "the quota is used up");
    store.refuses = false;
    assertThat(ensure(SLOW)).isInstanceOf(Answer.Pending.class);
    tasks.remove(0).run();
    assertThat(ensure(SLOW)).isInstanceOf(Answer.Ready.class);
  }

  @Test
  void theVersionsChangeWithTheContent() {
    List<String> none = secrets.versions(OWNER, "toy", PSK);
    ensure(PSK);
    List<String> first = secrets.versions(OWNER, "toy", PSK);
    store.secrets.clear();
    ensure(PSK);
    assertThat(first).isNotEqualTo(none).isNotEqualTo(secrets.versions(OWNER, "toy", PSK));
  }
}
