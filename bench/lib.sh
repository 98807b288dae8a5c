# Shared by the benchmarks; sourced.
# shellcheck shell=bash
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly scribe=$root/distribution/target/scribe/bin/scribe

say() { echo "$*" >&2; }

need_scribe() {
  [[ -x $scribe ]] || {
    say "no $scribe: run 'mvn package' first"
    exit 1
  }
}

need_restic() {
  restic=$("$root/tools/restic")
  PATH=$(dirname -- "$restic"):$PATH
  export SCRIBE_TOOLS=${restic%/*}
}

# Seconds that a command takes, with three digits; its output goes to the file $log.
seconds() {
  local began=${EPOCHREALTIME/./} ended
  "$@" >>"$log" 2>&1 || {
    say "failed: $*"
    tail -n 30 "$log" >&2
    exit 1
  }
  ended=${EPOCHREALTIME/./}
  printf '%d.%03d\n' $(((ended - began) / 1000000)) $(((ended - began) / 1000 % 1000))
}

least() { sort -g | head -n 1; }
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
