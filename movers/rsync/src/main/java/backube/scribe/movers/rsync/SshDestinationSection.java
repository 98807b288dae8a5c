package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** {@code spec.rsync} of a ReplicationDestination. */
record SshDestinationSection(
    @JsonPropertyDescription(
            "Secret with destination, destination.pub and source.pub. Absent: keys are generated.")
        Optional<String> sshKeys,
    @JsonPropertyDescription(
            "Which keys are generated if sshKeys is absent: Ed25519, or RSA with 4096 bits, which takes"
                + " seconds. Default: Ed25519; of volsync.backube: RSA.")
        Optional<KeyType> keyType,
    @Rule(minimum = 0, maximum = 65_535)
        @JsonPropertyDescription("Port at which the source connects. Default: 22.")
        Optional<Integer> port,
    @JsonPropertyDescription("Taken for VolSync's sake; the volume as a whole is copied.")
        Optional<String> path,
    @JsonPropertyDescription("Taken for VolSync's sake; the user is always root.")
        Optional<String> sshUser,
    @JsonPropertyDescription("Taken to say what is wrong with it: a destination connects nowhere.")
        Optional<String> address,
    @JsonPropertyDescription("Whether a sync that ends with a warning has failed. Default: false.")
        Optional<Boolean> failOnWarning) {}
