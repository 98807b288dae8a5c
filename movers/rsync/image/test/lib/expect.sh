# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# Expectations about volumes.

# expect_replica [FOLDER FOLDER]: both volumes are alike in everything, hard links and their roots included.
expect_replica() {
  local one=${1:-$top/source/data} other=${2:-$top/destination/data}
  diff <(details "$one") <(details "$other") >&2 || complain "$other to be as $one is"
}

details() { python3 "$here/../../../../tools/tree-listing" "$1" | grep -v ' \./lost+found'; }
