# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# refused WORDS EXIT [NAME=VALUE…] STEP…: the mover refuses to start and says why.
refused() {
  local words=$1 code=$2
  shift 2
  mover "$@"
  expect_failure "$code" Misconfigured
  expect_log "^ERROR: $words"
  expect_report '.steps == []'
}

test_a_missing_variable_is_named() {
  refused 'RESTIC_PASSWORD must be defined$' 1 RESTIC_PASSWORD= backup
  refused 'FORGET_OPTIONS must be defined$' 1 FORGET_OPTIONS= forget
}

test_an_unknown_step_is_named() {
  refused 'unknown operation: destroy$' 2 backup destroy
}

test_values_that_cannot_be_meant_are_refused() {
  refused 'SELECT_PREVIOUS: ' 1 SELECT_PREVIOUS=-1 restore
  refused 'RESTORE_AS_OF: ' 1 RESTORE_AS_OF=yesterday restore
  refused 'RESTORE_SUBPATH: ' 1 RESTORE_SUBPATH=a/../../b restore
  refused 'RESTORE_OPTIONS: ' 1 'RESTORE_OPTIONS=--delete --target=/' restore
  refused 'CHECK_SUBSET: ' 1 CHECK_SUBSET=100% check
  refused 'RETRY_LOCK: ' 1 'RETRY_LOCK=5 minutes' backup
  refused 'RUN_ID: ' 1 RUN_ID=a,b backup
}

test_a_day_that_does_not_exist_is_refused() {
  repository
  mover RESTORE_AS_OF=2026-13-01T00:00:00Z restore
  expect_failure 1 Unknown
  expect_log '^ERROR: RESTORE_AS_OF: '
}

test_prune_and_check_need_no_data_folder() {
  repository
  mover DATA_DIR=/none prune check
  expect_exit 0
  refused 'DATA_DIR: /none is not a directory$' 1 DATA_DIR=/none backup
}

test_forget_options_other_than_retention_are_refused() {
  refused 'FORGET_OPTIONS: ' 1 'FORGET_OPTIONS=--keep-last 1 --prune' forget
  refused 'FORGET_OPTIONS: ' 1 'FORGET_OPTIONS=--keep-last 1 --password-command /data/x' forget
  refused 'FORGET_OPTIONS: ' 1 'FORGET_OPTIONS=--keep-last' forget
  refused 'FORGET_OPTIONS: ' 1 'FORGET_OPTIONS=--keep-last=1' forget
  refused 'FORGET_OPTIONS: ' 1 'FORGET_OPTIONS=--keep-within 3weeks' forget
}

test_all_retention_options_reach_restic() {
  repository
  file a one
  snapshot '2020-01-01 00:00:00'
  snapshot '2020-01-01 01:00:00'
  mover 'FORGET_OPTIONS=--keep-hourly 1 --keep-daily 1 --keep-weekly 1 --keep-monthly 1 --keep-yearly 1 --keep-within 1y5m7d2h --keep-last unlimited' forget
  expect_exit 0
  expect_report '.section.kept == 2'
}

test_a_debug_session_ends_as_a_failure() {
  repository
  file a one
  sandbox=(--bind "$world/stop" /tmp)
  start DEBUG_MOVER=1 backup
  until_true 20 test -e "$world/stop/exit-debug-if-removed"
  [[ -x $world/stop/entry.sh && -d $world/stop/lib ]]
  rm "$world/stop/exit-debug-if-removed"
  finish
  expect_failure 1 Unknown
  expect_equal "$(snapshots)" ''
}

test_a_debug_session_can_be_stopped() {
  start DEBUG_MOVER=1 backup
  until_true 20 grep -q 'exit-debug-if-removed' "$world/log"
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
}

test_a_custom_ca_is_given_to_restic() {
  repository
  file ca.crt 'not a certificate'
  mover CUSTOM_CA=/data/ca.crt backup
  expect_exit 1
  expect_log '^Using custom CA\.$'
  expect_report '.message | test("certificate.*/data/ca.crt")'
}

test_temporary_files_are_on_the_cache_and_not_in_memory() {
  repository
  head -c 20000000 /dev/urandom >"$world/data/big"
  sandbox=(--size 1000000 --tmpfs /tmp)
  mover backup
  expect_exit 0
}
