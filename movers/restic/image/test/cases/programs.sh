# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# stand_in NAME BODY: another program of that name in the sandbox.
stand_in() {
  printf '#!/bin/sh\n%s\n' "$2" >"$world/$1"
  chmod 755 "$world/$1"
  sandbox+=(--ro-bind "$world/$1" "/stand-ins/$1")
}

# unusable WORDS EXIT [NAME=VALUE…]: the mover starts no step and says what is wrong and what to do.
unusable() {
  local words=$1 code=$2
  shift 2
  mover "$@" backup
  expect_failure "$code" Misconfigured
  expect_report '(.steps // []) == [] and .run == "run-1"'
  expect_report '.message | contains($words) and contains("name its folder in SCRIBE_TOOLS; in a cluster, use an image")' \
    --arg words "$words"
  grep -qF -- "ERROR: $words" <<<"$log" || complain "in the log: $words"
}

test_a_missing_restic_is_named_with_the_places_where_it_was_looked_for() {
  unusable 'restic: not found in /usr/bin:/bin' 127 PATH=/usr/bin:/bin
}

test_a_missing_jq_is_named_though_it_makes_the_reports() {
  local program
  mkdir "$world/bin"
  for program in bash find mkdir mkfifo mktemp rm sync tail timeout tr; do ln -s "/usr/bin/$program" "$world/bin"; done
  sandbox=(--ro-bind "$world/bin" '/"bin\')
  unusable 'jq: not found in /opt/bin:/"bin\' 127 'PATH=/opt/bin:/"bin\'
  expect_no_log 'command not found'
}

test_a_restic_that_is_too_old_is_refused() {
  stand_in restic 'echo "restic 0.17.3 compiled with go1.23.3 on linux/amd64"'
  unusable '/stand-ins/restic: found restic 0.17, needed is restic 0.18 or newer' 1 PATH=/stand-ins:/usr/bin:/bin
}

test_a_restic_of_the_future_is_used() {
  repository
  file a one
  stand_in restic '[ "$1" != version ] || { echo restic 1.0.0 compiled; exit; }
    exec /opt/bin/restic "$@"'
  mover PATH=/stand-ins:/usr/bin:/bin backup
  expect_exit 0
}

test_a_restic_that_does_not_run_or_is_another_program_is_refused() {
  stand_in restic 'echo "no such machine" >&2; exit 126'
  unusable '/stand-ins/restic does not run: no such machine; needed is' 1 PATH=/stand-ins:/usr/bin:/bin
  stand_in restic 'echo hello'
  unusable "/stand-ins/restic: found 'hello', needed is" 1 PATH=/stand-ins:/usr/bin:/bin
}

test_a_report_that_jq_cannot_make_is_made_without() {
  file a one
  stand_in jq 'exit 5'
  mover PATH=/stand-ins:/opt/bin:/usr/bin:/bin backup
  ((status != 0)) || complain "a failure"
  expect_report '.run == "run-1" and .outcome == "Failed" and .failure == "Unknown"'
}
