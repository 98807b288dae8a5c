# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The programs that a mover needs: the image's or, with "scribe local", the machine's.

readonly program_advice='With "scribe local", install it or name its folder in SCRIBE_TOOLS; in a cluster, use an image that has it.'

# check_programs NAME…
check_programs() {
  local program
  local -a missing=()
  for program in jq mkfifo tail "$@"; do
    hash "$program" 2>/dev/null || missing+=("$program")
  done
  ((${#missing[@]} == 0)) || refuse "${missing[*]}: not found in $PATH. $program_advice" 127
}

# check_version PROGRAM OLDEST PATTERN: what "PROGRAM version" prints matches PATTERN, whose two groups
# are a version that is not older than OLDEST, such as 1.66.
check_version() {
  local said needed="needed is $1 $2 or newer. $program_advice"
  said=$("$1" version 2>&1) || refuse "${BASH_CMDS[$1]} does not run: $said; $needed"
  said=${said%%$'\n'*}
  log "$said"
  [[ $said =~ $3 ]] || refuse "${BASH_CMDS[$1]}: found ${said@Q}, $needed"
  ((BASH_REMATCH[1] > ${2%.*} || BASH_REMATCH[1] == ${2%.*} && BASH_REMATCH[2] >= ${2#*.})) ||
    refuse "${BASH_CMDS[$1]}: found ${BASH_REMATCH[0]}, $needed"
}
