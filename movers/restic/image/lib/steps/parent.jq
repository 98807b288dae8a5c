# From a snapshot to results about its parent.
include "summary";

inputs | parent_of_snapshot
