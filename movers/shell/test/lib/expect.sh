# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# Expectations. Each names what was expected and what was found.

complain() {
  echo "expected $1" >&2
  return 1
}

expect_exit() { [[ $status == "$1" ]] || complain "exit $1, found $status"; }

# expect_report FILTER [jq options…]: the report fulfils a condition.
expect_report() {
  local filter=$1
  shift
  jq -e "$@" "$filter" <<<"$report" >/dev/null || complain "of the report: $filter; found $report"
}

# expect_failure EXIT CLASS
expect_failure() {
  expect_exit "$1"
  expect_report '.outcome == "Failed" and .failure == $class' --arg class "$2"
}

expect_log() { grep -E -q -- "$1" <<<"$log" || complain "in the log: $1"; }
expect_no_log() { ! grep -E -q -- "$1" <<<"$log" || complain "not in the log: $1"; }
expect_equal() { [[ $1 == "$2" ]] || complain "$(printf '%q, found %q' "$2" "$1")"; }

# expect_same_files FOLDER FOLDER: names, types, modes, owners, times to the nanosecond, contents.
expect_same_files() { diff <(listing "$1") <(listing "$2"); }

listing() {
  (cd "$1" && find . -mindepth 1 -printf '%P\0' | sort -z | while IFS= read -r -d '' name; do
    printf '%q %s %q' "$name" "$(stat -c '%F %a %u:%g %.9Y' -- "$name")" "$(readlink -- "$name")"
    [[ ! -f $name || -L $name ]] || sha256sum <"$name"
    echo
  done)
}
