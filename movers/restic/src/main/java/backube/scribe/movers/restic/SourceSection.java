package backube.scribe.movers.restic;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;

/** {@code spec.restic} of a ReplicationSource: what is backed up how, and what is kept. */
record SourceSection(
    @Rule(required = true, minLength = 1)
        @JsonPropertyDescription(
            "Secret that holds RESTIC_REPOSITORY, RESTIC_PASSWORD and what the back end needs.")
        String repository,
    @Rule(minimum = 0)
        @JsonPropertyDescription(
            "Days between prunes, which free the space of forgotten snapshots. 0: after every"
                + " backup. Default: 7.")
        Optional<Integer> pruneIntervalDays,
    @JsonPropertyDescription(
            "Which snapshots are kept; the others are forgotten after each backup. Default: the"
                + " last one.")
        Optional<Retain> retain,
    @JsonPropertyDescription(
            "Any text; when it differs from status.restic.lastUnlocked, the next sync removes stale"
                + " locks first.")
        Optional<String> unlock,
    @JsonPropertyDescription("Verifies the repository now and then. Default: never.")
        Optional<CheckSection> check,
    @Rule(minLength = 1)
        @JsonPropertyDescription("Patterns of what is not backed up, as for restic --exclude.")
        List<String> exclude,
    @JsonPropertyDescription(
            "Leaves out the content of directories tagged with CACHEDIR.TAG. Default: false.")
        Optional<Boolean> excludeCaches,
    @Rule(minLength = 1)
        @JsonPropertyDescription(
            "Leaves out the content of directories that hold a file of one of these names"
                + " (NAME or NAME:HEADER).")
        List<String> excludeIfPresent,
    @Rule(
            maxLength = 100,
            pattern = "^[1-9][0-9]{0,5}[kKmMgGtT]$|^[1-9][0-9]{0,17}$",
            expected = "a number of bytes, or a number with K, M, G or T, such as 10M")
        @JsonPropertyDescription(
            "Leaves out files larger than this: bytes, or a number with K, M, G or T (powers of"
                + " 1024, as restic has it).")
        Optional<String> excludeLargerThan,
    @Rule(pattern = "^[^,\\n\\x00]+$", expected = "a tag without commas and line breaks")
        @JsonPropertyDescription("Tags of the snapshots, beside that of the run.")
        List<String> tags,
    @Rule(maxLength = Host.LONGEST, pattern = Host.PATTERN, expected = Host.EXPECTED)
        @JsonPropertyDescription(
            "Host name that the snapshots are filed under; retention looks at this host only."
                + " Default: volsync.")
        Optional<String> hostname,
    @JsonPropertyDescription("How unchanged files are told.")
        Optional<ChangeDetection> changeDetection,
    @JsonPropertyDescription(
            "Whether a backup that ends with a warning, such as for unreadable files, has failed."
                + " Default: false.")
        Optional<Boolean> failOnWarning) {}
