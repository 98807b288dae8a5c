# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# stopped_during STEP [NAME=VALUE…] STEPS…: sends SIGTERM while restic holds its lock in STEP.
stopped_during() {
  local step=$1
  shift
  start "SCRIBE_STOP_POINT=during-$step" "$@"
  reached "during-$step"
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
  expect_no_locks
  expect_report '.steps[-1] | .name == $step and .outcome == "Failed"' --arg step "$step"
}

test_a_stopped_backup_leaves_no_lock_and_says_cancelled() {
  repository
  file a one
  stopped_during backup backup forget
  expect_equal "$(snapshots)" ''
}

test_a_stopped_forget_leaves_no_lock_and_says_cancelled() {
  repository
  file a one
  stopped_during forget backup forget prune
  expect_report '.steps[0].outcome == "Succeeded" and .section.snapshot == $id' --arg id "$(snapshots)"
}

test_a_stopped_prune_leaves_no_lock_and_says_cancelled() {
  repository
  stopped_during prune prune
}

test_a_stopped_check_leaves_no_lock_and_says_cancelled() {
  repository
  stopped_during check check
}

test_a_stopped_restore_leaves_no_lock_and_says_cancelled() {
  repository
  file a one
  snapshot '2026-01-01 00:00:00'
  stopped_during restore restore
}

test_a_stopped_unlock_says_cancelled() {
  repository
  start SCRIBE_STOP_POINT=before-unlock unlock backup
  reached before-unlock
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
  expect_report '[.steps[].name] == ["unlock"]'
}

test_being_stopped_between_steps_begins_no_further_one() {
  repository
  file a one
  start SCRIBE_STOP_POINT=after-backup backup forget
  reached after-backup
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
  expect_report '[.steps[].name] == ["backup"]'
  expect_no_locks
}

test_being_stopped_after_the_last_step_is_no_failure() {
  repository
  file a one
  start SCRIBE_STOP_POINT=after-backup backup
  reached after-backup
  kill -TERM "$mover_pid"
  finish
  expect_exit 0
  expect_report '.outcome == "Succeeded"'
}

test_being_stopped_while_waiting_for_a_lock_ends_at_once() {
  repository
  file a one
  hold_lock
  start RETRY_LOCK=10m forget
  until_true 60 grep -q 'removing stale locks' "$world/log"
  until_true 60 mover_runs '--retry-lock 10m'
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
}

# mover_runs PATTERN: some process of the machine has such a command line.
mover_runs() { pgrep -f -- "$1" >/dev/null; }

# hold_lock: another sandbox keeps a live lock in the repository.
hold_lock() {
  local world=$world/other
  make_world_beside
  hostname=vol-other start SCRIBE_STOP_POINT=during-backup backup
  reached during-backup
}

make_world_beside() {
  mkdir -p "$world"/{data,cache,stop}
  echo x >"$world/data/x"
  ln -s ../repo "$world/repo"
  : >"$world/report"
}

test_a_stop_point_halts_until_told_to_go_on() {
  repository
  file a one
  start SCRIBE_STOP_POINT=during-backup backup
  reached during-backup
  expect_equal "$(find "$RESTIC_REPOSITORY/locks" -type f | wc -l)" 1
  touch "$world/stop/during-backup.go"
  finish
  expect_exit 0
  expect_no_locks
}
