# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Which restic the mover needs.

readonly oldest_restic=0.18

check_restic_version() {
  check_version restic "$oldest_restic" '^restic ([0-9]+)\.([0-9]+)'
}
