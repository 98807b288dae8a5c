# From what "restic forget" kept and removed to results; $saved is the snapshot of this run, or empty.
include "summary";

[inputs | .[]? | {keep: (.keep // []), remove: (.remove // [])}]
| {kept: (map(.keep | length) | add // 0), removed: (map(.remove | length) | add // 0)} as $counts
| ($counts | part("section")),
  "log snapshots kept: \($counts.kept), removed: \($counts.removed)",
  (if $saved == "" then empty
   else first(.[] | (.keep, .remove)[] | select(.id == $saved)) // {} | parent_of_snapshot end)
