package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code spec.rsync} of a ReplicationSource. */
record SshSourceSection(
    @JsonPropertyDescription(
            "Secret with source, source.pub and destination.pub. Absent: keys are generated.")
        Optional<String> sshKeys,
    @JsonPropertyDescription(
            "Which keys are generated if sshKeys is absent: Ed25519, or RSA with 4096 bits, which takes"
                + " seconds. Default: Ed25519; of volsync.backube: RSA.")
        Optional<KeyType> keyType,
    @JsonPropertyDescription("Host to connect to: status.rsync.address of the destination.")
        Optional<String> address,
    @Rule(minimum = 0, maximum = 65_535)
        @JsonPropertyDescription("Port to connect to. Default: 22.")
        Optional<Integer> port,
    @JsonPropertyDescription("Taken for VolSync's sake; the volume as a whole is copied.")
        Optional<String> path,
    @JsonPropertyDescription("Taken for VolSync's sake; the user is always root.")
        Optional<String> sshUser,
    @JsonPropertyDescription("Taken for VolSync's sake; a source has no Service.")
        Optional<String> serviceType,
    @Rule(minimum = 1, maximum = 64)
        @JsonPropertyDescription(
            "How many streams send at a time. Default: by processors and distance.")
        Optional<Integer> parallelism,
    @JsonPropertyDescription("How data is compressed on its way. Default: Auto.")
        Optional<Compression> compression,
    @Rule(
            maxLength = 100,
            pattern = "^[1-9][0-9]{0,5}[KMG]$",
            expected = "a number with K, M or G, such as 10M")
        @JsonPropertyDescription(
            "Most bytes a second, all streams together: a number with K, M or G (powers of 1024)."
                + " Default: no limit.")
        Optional<String> bandwidthLimit,
    @JsonPropertyDescription(
            "Whether all content is compared once more after the transfer. Default: false.")
        Optional<Boolean> verify,
    @JsonPropertyDescription(
            "What happens if the volume is empty and the destination is not. Fail: the sync fails, and"
                + " nothing is deleted. Continue: the destination is emptied, with a warning."
                + " Default: Fail.")
        Optional<WhenEmpty> whenEmpty,
    @JsonPropertyDescription("Whether a sync that ends with a warning has failed. Default: false.")
        Optional<Boolean> failOnWarning) {
  Tuning tuning() {
    return new Tuning(parallelism, compression, bandwidthLimit, verify, whenEmpty);
  }
}
