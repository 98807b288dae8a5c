# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

readonly secret_user=someone secret_pass=s3kr3t-p4ss

test_a_report_with_hundreds_of_unreadable_long_names_fits_and_is_valid() {
  unprivileged=1
  repository
  local i long
  long=$(printf 'ü%.0s' {1..110})
  for ((i = 0; i < 300; i++)); do : >"$world/data/$long-$i"; done
  : >"$world/data/"$'bytes-\xff-and\nnewline'
  chmod 000 "$world/data/"*
  file fine one
  mover backup forget
  expect_exit 0
  (($(stat -c %s "$world/report") <= 4096)) || complain "at most 4096 bytes, found $(stat -c %s "$world/report")"
  expect_report '.outcome == "Warning" and .section.unreadableCount == 301 and (.section.unreadable | length) > 3'
  expect_report '[.steps[].name] == ["backup", "forget"] and .section.kept == 1'
  (($(grep -c '^error: ' <<<"$log") <= 101)) || complain "at most 101 lines about errors"
}

test_a_failure_with_a_long_log_fits() {
  unprivileged=1
  repository
  local i long
  long=$(printf 'x%.0s' {1..200})
  for ((i = 0; i < 120; i++)); do file "$long-$i" one; done
  chmod 644 "$world/data/"*
  mover backup
  rm -f "$world/data/"*
  chmod 555 "$world/data"
  [[ $(id -u) != 0 ]] || chown 0:0 "$world/data"
  mover RUN_ID=run-2 restore
  expect_exit 1
  (($(stat -c %s "$world/report") <= 4096))
  expect_report '.outcome == "Failed" and (.log | length) > 0'
}

test_no_secret_is_in_process_list_log_or_report() {
  file a one
  start PROBE_TIMEOUT=4 "RESTIC_REPOSITORY=rest:http://$secret_user:$secret_pass@127.0.0.1:1/" \
    AWS_SECRET_ACCESS_KEY=aws-s3kr3t "BACKUP_TAGS=has-aws-s3kr3t-inside" backup
  until_true 20 grep -q retrying "$world/log"
  local lines
  lines=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' || true)
  finish
  [[ $lines == *entry.sh* ]] || complain "the mover among the processes"
  local word place
  for word in "$secret_pass" "$password"; do
    for place in "$lines" "$log" "$report"; do
      [[ $place != *"$word"* ]] || complain "no secret, found one"
    done
  done
  [[ $log$report != *"$secret_user"* ]] || complain "no user name of the repository's URL"
  expect_report '.message | contains("http://***@127.0.0.1")'
}

test_secrets_that_others_echo_are_masked() {
  file a one
  mover RESTIC_REPOSITORY=/data/a/token-1234567 CLOUD_TOKEN=token-1234567 PROBE_TIMEOUT=1 backup
  expect_exit 1
  expect_report '.message | contains("/data/a/***")'
  expect_no_log 'token-1234567'
}

test_jq_starts_once_for_each_call_of_restic_and_once_for_the_report() {
  repository
  file a one
  # In the sandbox, jq counts its starts.
  printf '#!/bin/sh\necho jq >>/cache/starts\nexec /usr/bin/jq "$@"\n' >"$world/jq"
  chmod 755 "$world/jq"
  sandbox=(--ro-bind "$world/jq" /opt/bin/jq)
  mover backup forget
  expect_exit 0
  expect_equal "$(wc -l <"$world/cache/starts")" 3
  rm "$world/cache/starts"
  mover RUN_ID=run-2 restore
  expect_exit 0
  expect_equal "$(wc -l <"$world/cache/starts")" 3
}

test_without_a_place_for_the_report_the_exit_code_still_counts() {
  repository
  file a one
  mover REPORT_FILE=/nowhere/report backup
  expect_exit 0
  expect_log '^ERROR: cannot write the report to /nowhere/report$'
}

