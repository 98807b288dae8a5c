# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# What a test of the restic mover expects beside what all movers' tests do.

expect_no_locks() {
  local locks
  locks=$(find "$RESTIC_REPOSITORY/locks" -type f -printf '%f\n')
  [[ -z $locks ]] || complain "no lock in the repository, found $(restic cat lock "${locks%%$'\n'*}" --no-lock)"
}

# snapshots: ids of the repository's snapshots, oldest first.
snapshots() { restic snapshots --json --no-lock | jq -r 'sort_by(.time) | .[].id'; }
