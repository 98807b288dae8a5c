package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Announcement;
import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Recipe;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one side: the user's, or generated ones. Of these each side gets what it needs and no
 * more, and the other side's are there to be copied.
 *
 * @param own role of the generated Secret that this side uses, and the keys in it
 * @param peer role of the one for the other side, and the keys in it
 */
record SshKeys(Part own, Part peer) {
  private static final String MAIN = "main";
  private static final Part SENDER =
      new Part("src", List.of("source", "source.pub", "destination.pub"));
  private static final Part RECEIVER =
      new Part("dest", List.of("destination", "destination.pub", "source.pub"));

  /** Those of a source. */
  static final SshKeys OF_SOURCE = new SshKeys(SENDER, RECEIVER);

  /** Those of a destination. */
  static final SshKeys OF_DESTINATION = new SshKeys(RECEIVER, SENDER);

  record Part(String role, List<String> keys) {
    private GeneratedSecret copied() {
      GeneratedSecret.Builder secret = GeneratedSecret.of(role);
      keys.forEach(key -> secret.copyOf(MAIN, key));
      return secret.build();
    }
  }

  Requirements.Builder require(Optional<String> given, Optional<KeyType> type) {
    Optional<Ref> secret = Container.given(given);
    if (secret.isPresent()) {
      return Requirements.builder().keys(secret.get(), own.keys().toArray(String[]::new));
    }
    Recipe.SshKey algorithm = type.orElse(KeyType.ED25519).algorithm();
    return Requirements.builder()
        .generates(
            GeneratedSecret.of(MAIN)
                .sshKeyPair("source", "source.pub", algorithm)
                .sshKeyPair("destination", "destination.pub", algorithm)
                .build())
        .generates(SENDER.copied())
        .generates(RECEIVER.copied());
  }

  void mount(Plan.Builder plan, Optional<String> given) {
    Ref keys = Container.given(given).orElseGet(() -> Ref.generated(own.role()));
    own.keys().forEach(key -> plan.file(keys, key, Container.KEYS + key));
  }

  SshStatus announced(Announcement<SshStatus> known) {
    return new SshStatus(
        known.address(),
        known.port(),
        Optional.ofNullable(known.secretNames().get(peer.role())),
        known.previous().flatMap(SshStatus::lastTransfer));
  }
}
