package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;

/** {@code spec.rclone} of a ReplicationDestination: where the volume is copied from, and how. */
record DestinationSection(
    @Rule(required = true, minLength = 1)
        @JsonPropertyDescription(
            "Secret that holds rclone.conf, and what else rclone needs: keys RCLONE_… become"
                + " variables, others files in /rclone-config.")
        String rcloneConfig,
    @Rule(required = true, minLength = 1)
        @JsonPropertyDescription("Name of the remote: a section of rclone.conf.")
        String rcloneConfigSection,
    @Rule(required = true, minLength = 1)
        @JsonPropertyDescription("Path on the remote, such as BUCKET/FOLDER.")
        String rcloneDestPath,
    @Rule(minLength = 1)
        @JsonPropertyDescription(
            "Patterns of what is neither copied nor deleted, as for rclone --exclude; one that"
                + " begins with / is about the root.")
        List<String> exclude,
    @Rule(minimum = 1, maximum = 1024)
        @JsonPropertyDescription("Files that are copied at the same time. Default: 10.")
        Optional<Integer> transfers,
    @Rule(minimum = 1, maximum = 1024)
        @JsonPropertyDescription("Files that are compared at the same time. Default: 8.")
        Optional<Integer> checkers,
    @Rule(
            maxLength = 100,
            pattern = "^[1-9][0-9]{0,5}(\\.[0-9]{1,3})?[KMGT]$",
            expected = "a number with K, M, G or T, such as 10M")
        @JsonPropertyDescription(
            "Most bytes a second: a number with K, M, G or T (powers of 1024). Default: no limit.")
        Optional<String> bandwidthLimit,
    @JsonPropertyDescription(
            "How unchanged files are told. Checksum: by size and checksum, for which all files of"
                + " the volume are read. SizeAndTime: by size and time of change. Default: what"
                + " RCLONE_CHECKSUM in the Secret says, else Checksum.")
        Optional<Compare> compare,
    @JsonPropertyDescription(
            "Whether both sides are compared once more after the copy. Default: false.")
        Optional<Boolean> verify,
    @JsonPropertyDescription(
            "What happens if there is nothing on the remote. Fail: the sync fails. Continue: it"
                + " succeeds with a warning and touches nothing. Default: Fail.")
        Optional<Reaction> whenEmpty,
    @JsonPropertyDescription(
            "What happens if the source's last copy is not whole, because it is still at work or"
                + " died. Fail: the sync fails, and is tried again. Continue: it takes what is"
                + " there, with a warning. Default: Fail.")
        Optional<Reaction> whenIncomplete,
    @JsonPropertyDescription(
            "Whether a sync that ends with a warning, such as for owners that could not be set, has"
                + " failed. Default: false.")
        Optional<Boolean> failOnWarning) {}
