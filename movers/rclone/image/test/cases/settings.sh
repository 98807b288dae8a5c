# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_what_must_be_defined_is_named_as_in_volsync() {
  local name
  for name in RCLONE_DEST_PATH DIRECTION PRIVILEGED_MOVER RCLONE_CONFIG_SECTION MOUNT_PATH RCLONE_CONFIG; do
    source_sync "$name="
    expect_failure 1 Misconfigured
    expect_report '.message == $words' --arg words "$name must be defined"
    expect_log "^error: $name must be defined$"
  done
  source_sync DIRECTION=sideways
  expect_log '^error: unknown value for DIRECTION: sideways$'
}

test_a_section_that_is_missing_is_named_with_those_that_are_there() {
  file f one
  source_sync RCLONE_CONFIG_SECTION=dsik
  expect_failure 1 Misconfigured
  expect_report ".message == \"RCLONE_CONFIG_SECTION: rclone.conf has no section 'dsik'; it has: disk, other\""
}

test_a_section_of_variables_is_one_too() {
  file f one
  source_sync RCLONE_CONFIG_SECTION=mine RCLONE_CONFIG_MINE_TYPE=local
  expect_succeeded
}

test_values_that_cannot_be_meant_are_refused() {
  local pair
  for pair in TRANSFERS=0 CHECKERS=many BANDWIDTH_LIMIT=fast COMPARE=Names WHEN_EMPTY=Sync VERIFY=yes RCLONE_CONFIG_SECTION=-v; do
    source_sync "$pair"
    expect_failure 1 Misconfigured
    expect_report '.message | startswith($name)' --arg name "${pair%%=*}"
  done
  mover upload
  expect_failure 2 Misconfigured
}

test_variables_that_would_keep_rclone_from_its_work_do_not_count() {
  file f one
  source_sync RCLONE_DRY_RUN=true RCLONE_DELETE_EXCLUDED=true RCLONE_LOG_FILE=/tmp/x RCLONE_LOG_LEVEL=ERROR RCLONE_INTERACTIVE=true RCLONE_QUIET=true
  expect_succeeded
  expect_report '.figures.filesTransferred == 1'
}

test_the_users_own_variables_reach_rclone() {
  file f one
  file g two
  source_sync RCLONE_EXCLUDE=/g
  expect_succeeded
  [[ -e $world/remote/r/f && ! -e $world/remote/r/g ]] || complain "that g was left out"
  source_sync RCLONE_EXCLUDE=/g RUN_ID=run-2
  expect_succeeded
}

test_the_configuration_can_be_refreshed_though_it_is_mounted_read_only() {
  file f one
  sandbox=(--ro-bind "$world/rclone-config" /rclone-config)
  # An alias that rclone writes back: it obscures nothing, but a change of the file must not fail.
  source_sync
  expect_succeeded
  expect_no_log 'read-only file system'
}

test_sizes_and_times_can_be_compared_instead_of_checksums() {
  file f one
  source_sync
  printf 'two\n' >"$world/data/f"
  touch -r "$world/remote/r/f" "$world/data/f"
  source_sync RUN_ID=run-2 COMPARE=SizeAndTime
  expect_report '.figures.filesTransferred == 0'
  source_sync RUN_ID=run-3
  expect_report '.figures.filesTransferred == 1'
}

test_no_secret_is_in_process_list_log_or_report() {
  file f one
  printf '%s\n' '[s3]' 'type = s3' 'provider = Other' 'endpoint = http://127.0.0.1:1' 'access_key_id = somebody' \
    'secret_access_key = s3kr3t-key' 'token = {"access_token":"s3kr3t-token","expiry":"2026"}' >>"$world/rclone-config/rclone.conf"
  start RCLONE_CONFIG_SECTION=s3 "RCLONE_DEST_PATH=bucket/s3kr3t-token-s3kr3t-key" PROBE_TIMEOUT=5 sync
  until_true 20 test -s "$world/log"
  local lines word
  lines=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' || true)
  finish
  for word in s3kr3t-key s3kr3t-token; do
    [[ $log$report != *"$word"* ]] || complain "no secret in log and report"
  done
  [[ $lines != *secret_access_key* ]] || complain "no configuration in the process list"
}
