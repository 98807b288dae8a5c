# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_restore_brings_back_names_contents_modes_and_times() {
  repository
  local odd=$world/data/odd
  mkdir -p "$odd/empty"
  printf one >"$odd/with blank"
  printf two >"$odd/"$'new\nline'
  printf three >"$odd/"$'not-utf8-\xff\xfe'
  printf four >"$odd/-dash"
  ln -s 'with blank' "$odd/link"
  ln "$odd/with blank" "$odd/hard"
  truncate -s 1M "$odd/sparse"
  chmod 2750 "$odd/empty"
  touch -d '2001-02-03 04:05:06.123456789' "$odd/-dash"
  cp -a "$world/data" "$world/before"
  mover backup
  rm -rf "$odd"
  mover RUN_ID=run-2 restore
  expect_exit 0
  expect_same_files "$world/before" "$world/data"
  expect_equal "$(stat -c %h "$odd/hard")" 2
  expect_report '.figures.filesRestored > 5 and .figures.bytesRestored > 1000000'
  expect_report '.section.snapshot == $id' --arg id "$(snapshots)"
  expect_log '^restoring .*'
  expect_log "^Selected restic snapshot with id: $(snapshots)$"
  expect_log '^Restic completed in'
}

test_access_lists_and_security_attributes_come_back_when_privileged() {
  need_root
  repository
  file a one
  setfacl -m u:1234:rw "$world/data/a"
  setfattr -n user.colour -v blue "$world/data/a"
  setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 "$world/data/a"
  chown 1234:4321 "$world/data/a"
  local before
  before=$(getfacl -nc "$world/data/a" && getfattr -d -m - -e hex --absolute-names "$world/data/a")
  mover backup
  rm "$world/data/a"
  mover RUN_ID=run-2 restore
  expect_exit 0
  expect_equal "$(getfacl -nc "$world/data/a" && getfattr -d -m - -e hex --absolute-names "$world/data/a")" "$before"
}

test_only_user_attributes_come_back_when_not_privileged() {
  unprivileged=1
  repository
  file a one
  [[ $(id -u) != 0 ]] || chown "$nobody:$nobody" "$world/data/a"
  setfacl -m u:1234:rw "$world/data/a"
  setfattr -n user.colour -v blue "$world/data/a"
  mover backup
  rm "$world/data/a"
  mover RUN_ID=run-2 restore
  expect_exit 0
  expect_equal "$(getfattr --only-values -n user.colour "$world/data/a")" blue
  ! getfacl -nc "$world/data/a" | grep 1234
}

test_surplus_files_stay_unless_deletion_is_asked_for() {
  repository
  file a one
  mover backup
  file surplus two
  file lost+found/kept three
  mover RUN_ID=run-2 restore
  [[ -e $world/data/surplus ]]
  mover RUN_ID=run-3 RESTORE_OPTIONS=--delete restore
  expect_exit 0
  expect_log '^RESTORE_OPTIONS: --delete$'
  [[ ! -e $world/data/surplus && -e $world/data/lost+found/kept && -e $world/data/a ]]
}

test_a_part_of_a_snapshot_can_be_restored_by_patterns() {
  repository
  file a/one 1
  file a/two 2
  file b/three 3
  mover backup
  rm -rf "$world/data/"*
  mover RUN_ID=run-2 $'RESTORE_INCLUDES=/a\n/b/nothing' restore
  expect_equal "$(cd "$world/data" && find . -type f | sort)" $'./a/one\n./a/two'
  rm -rf "$world/data/"*
  mover RUN_ID=run-3 RESTORE_EXCLUDES=two restore
  expect_equal "$(cd "$world/data" && find . -type f | sort)" $'./a/one\n./b/three'
}

test_a_folder_of_a_snapshot_can_be_restored_as_the_volume() {
  repository
  file 'deep/sub folder/one' 1
  file other 2
  mover backup
  rm -rf "$world/data/"*
  mover RUN_ID=run-2 'RESTORE_SUBPATH=deep/sub folder' restore
  expect_exit 0
  expect_equal "$(cd "$world/data" && find . -type f)" ./one
}

test_previous_counts_snapshots_even_of_the_same_second() {
  repository
  local content
  for content in one two three; do
    file a "$content"
    snapshot '2026-01-01 00:00:00'
  done
  local seen
  seen=$(for previous in 0 1 2; do
    mover "SELECT_PREVIOUS=$previous" restore >&2
    cat "$world/data/a"
  done | sort)
  expect_equal "$seen" $'one\nthree\ntwo'
}

test_restore_as_of_is_exact_to_the_nanosecond_and_knows_offsets() {
  repository
  file a one
  snapshot '2026-01-01 12:00:00'
  file a two
  mover backup
  local taken nanos
  taken=$(jq -r .section.snapshotTime <<<"$report")
  mover "RESTORE_AS_OF=$taken" restore
  expect_report '.section.snapshotTime == $taken' --arg taken "$taken"
  expect_equal "$(cat "$world/data/a")" two
  nanos=$(date -d "$taken" +%s%N)
  mover "RESTORE_AS_OF=$(date -u -d "@$((nanos / 1000000000))" +%Y-%m-%dT%H:%M:%S).$(printf '%09d' $((nanos % 1000000000 - 1)))Z" restore
  expect_equal "$(cat "$world/data/a")" one
  mover RESTORE_AS_OF=2026-01-01T17:29:59+05:30 restore
  expect_failure 1 NoSnapshot
  mover RESTORE_AS_OF=2026-01-01T17:30:00+05:30 restore
  expect_exit 0
}

test_snapshots_of_other_hosts_and_paths_are_not_restored() {
  repository
  file a one
  sandboxed restic backup --no-cache --quiet --host other .
  sandboxed restic backup --no-cache --quiet --host volsync /repo/r/config
  mover restore
  expect_failure 1 NoSnapshot
  expect_report '.message | test("host volsync and path /data")'
}

test_nothing_to_restore_fails_or_warns_as_asked() {
  repository
  mover restore
  expect_failure 1 NoSnapshot
  mover WHEN_EMPTY=Continue restore
  expect_exit 0
  expect_report '.outcome == "Warning" and .section.empty'
  expect_log '^No eligible snapshots found$'
  expect_log '^=== No data will be restored ===$'
}

test_a_restore_from_a_missing_repository_never_makes_one() {
  mover restore
  expect_failure 10 NoRepository
  mover WHEN_EMPTY=Continue restore
  expect_exit 0
  expect_report '.outcome == "Warning"'
  [[ ! -e $RESTIC_REPOSITORY ]]
}

test_a_wrong_password_is_never_taken_for_empty() {
  repository
  mover 'RESTIC_PASSWORD=not the one' WHEN_EMPTY=Continue restore
  expect_failure 12 WrongCredentials
}

test_files_that_cannot_be_written_fail_the_restore() {
  unprivileged=1
  repository
  file a one
  mkdir "$world/data/closed"
  file closed/b two
  chmod -R a+rwX "$world/data"
  mover backup
  rm "$world/data/closed/b"
  chmod 555 "$world/data/closed"
  [[ $(id -u) != 0 ]] || chown 0:0 "$world/data/closed"
  mover RUN_ID=run-2 restore
  expect_exit 1
  expect_report '.outcome == "Failed" and (.message | test("closed/b"))'
}
