# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The programs that the mover needs: the image's or, with "scribe local", the machine's.

readonly oldest_restic=0.18
readonly program_advice='With "scribe local", install it or name its folder in SCRIBE_TOOLS; in a cluster, use an image that has it.'

check_programs() {
  local program
  local -a missing=()
  for program in find jq mkfifo restic sync tail timeout tr; do
    hash "$program" 2>/dev/null || missing+=("$program")
  done
  ((${#missing[@]} == 0)) || refuse "${missing[*]}: not found in $PATH. $program_advice" 127
}

check_restic_version() {
  local said needed="needed is restic $oldest_restic or newer. $program_advice"
  said=$(restic version 2>&1) || refuse "${BASH_CMDS[restic]} does not run: $said; $needed"
  log "$said"
  [[ $said =~ ^restic\ ([0-9]+)\.([0-9]+) ]] || refuse "${BASH_CMDS[restic]}: found ${said@Q}, $needed"
  ((BASH_REMATCH[1] > ${oldest_restic%.*} || BASH_REMATCH[2] >= ${oldest_restic#*.})) ||
    refuse "${BASH_CMDS[restic]}: found ${BASH_REMATCH[0]}, $needed"
}
