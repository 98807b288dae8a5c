# From the snapshots that carry the run's tag to results about the last one, if there is one.
include "summary";

[inputs | .[]?] | last // empty
| "log snapshot \(.id[0:8]) saved by an earlier attempt of this run",
  "snapshot \(.id)",
  (.summary // {} | backup_figures),
  ({snapshot: .id, snapshotTime: .time, reused: true, parent} | part("section"))
