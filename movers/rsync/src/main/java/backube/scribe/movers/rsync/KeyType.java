package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Recipe;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Which keys are generated. */
enum KeyType {
  /** Known to every peer, and made in seconds. */
  @JsonProperty("RSA")
  RSA(Recipe.SshKey.RSA_4096),
  /** Made at once. */
  @JsonProperty("Ed25519")
  ED25519(Recipe.SshKey.ED25519);

  private final Recipe.SshKey algorithm;

  KeyType(Recipe.SshKey algorithm) {
    this.algorithm = algorithm;
  }

  Recipe.SshKey algorithm() {
    return algorithm;
  }
}
