# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# Expectations about volumes.

# expect_replica [FOLDER FOLDER]: both volumes are alike in everything, hard links and their roots included.
expect_replica() {
  local one=${1:-$top/source/data} other=${2:-$top/destination/data}
  diff <(details "$one") <(details "$other") >&2 || complain "$other to be as $one is"
}

details() { python3 "$here/../../../../tools/tree-listing" "$1" | grep -v ' \./lost+found'; }

# still_serves: after all that, a transfer goes on.
still_serves() {
  echo fine >"$top/source/data/file"
  on source mover send
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_equal "$(<"$top/destination/data/file")" fine
}

expect_log_of_destination() { grep -q -- "$1" "$top/destination/log" || complain "in the destination's log: $1"; }
