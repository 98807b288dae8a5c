# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# die_in_backup: a backup of this host dies without a chance to remove its lock.
die_in_backup() {
  start SCRIBE_STOP_POINT=during-backup backup
  reached during-backup
  kill -KILL "$mover_pid"
  finish
}

# live_lock_elsewhere: restic on another host holds a lock, and lives.
live_lock_elsewhere() {
  hostname=vol-other start SCRIBE_STOP_POINT=during-backup backup
  reached during-backup
  mkdir "$world/elsewhere"
  mv "$world/stop" "$world/elsewhere/stop"
  mkdir "$world/stop"
}

test_a_dead_lock_of_this_host_is_removed_unattended() {
  repository
  file a one
  die_in_backup
  mover RUN_ID=run-2 backup forget
  expect_exit 0
  expect_log '^repository is locked, removing stale locks$'
  expect_no_locks
}

test_a_later_attempt_removes_the_lock_of_the_earlier_one_first() {
  repository
  file a one
  die_in_backup
  mover ATTEMPT=2 backup
  expect_exit 0
  expect_no_locks
}

test_a_dead_lock_is_removed_even_if_its_process_id_lives_again() {
  repository
  file a one
  # The first sandbox is made to use process ids that the second one uses when it unlocks.
  local id
  for id in 90 130 170; do
    mover_command=(bash -c "while : & (( \$! < $id )); do :; done; wait; exec /mover-restic/entry.sh \"\$@\"" -)
    die_in_backup
  done
  mover_command=(/mover-restic/entry.sh)
  expect_equal "$(find "$RESTIC_REPOSITORY/locks" -type f | wc -l)" 3
  mover RUN_ID=run-2 backup forget
  expect_exit 0
  expect_no_locks
}

test_a_live_lock_of_another_host_stays_and_is_reported() {
  repository
  file a one
  live_lock_elsewhere
  mover RETRY_LOCK=1s backup forget
  expect_failure 11 Locked
  expect_report '[.steps[] | .outcome] == ["Succeeded", "Failed"] and (.message | test("vol-other"))'
  expect_log '^ERROR: failure locking repository$'
  expect_equal "$(find "$RESTIC_REPOSITORY/locks" -type f | wc -l)" 1
}

test_a_live_lock_is_waited_for() {
  repository
  file a one
  live_lock_elsewhere
  start RETRY_LOCK=2m RUN_ID=run-2 forget
  until_true 60 grep -q 'removing stale locks' "$world/log"
  touch "$world/elsewhere/stop/during-backup.go"
  finish
  expect_exit 0
}

test_unlock_removes_stale_locks_and_leaves_live_ones() {
  repository
  file a one
  die_in_backup
  live_lock_elsewhere
  mover unlock
  expect_exit 0
  expect_report .section.unlocked
  expect_equal "$(find "$RESTIC_REPOSITORY/locks" -type f | wc -l)" 1
}

test_unlock_without_repository_succeeds() {
  mover unlock
  expect_exit 0
  expect_log '^No repo, ignoring unlock error$'
  [[ ! -e $RESTIC_REPOSITORY ]]
}
