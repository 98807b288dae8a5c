# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# old_repository: written by restic 0.14 (see fixtures/make-restic-0.14): three snapshots.
old_repository() {
  tar -xzf "$here/fixtures/restic-0.14.tar.gz" -C "$world/repo"
  RESTIC_REPOSITORY=$world/repo/old
  file a one
  touch -d '2022-09-01 10:00:00 UTC' "$world/data/a"
}

test_a_repository_of_restic_0_14_is_continued() {
  old_repository
  local last
  last=$(snapshots | tail -n 1)
  mover RESTIC_REPOSITORY=/repo/old CHANGE_DETECTION=SizeAndTime 'FORGET_OPTIONS=--keep-last 2' backup forget prune check
  expect_exit 0
  expect_report '.section.parent == $last and .figures.filesUnmodified == 1' --arg last "$last"
  expect_report '.section.kept == 2 and .section.removed == 2 and .section.check.result == "Passed"'
  expect_no_log 'Initialize'
}

test_a_snapshot_of_restic_0_14_is_restored() {
  old_repository
  rm "$world/data/a"
  mover RESTIC_REPOSITORY=/repo/old RESTORE_AS_OF=2022-09-02T12:00:00Z restore
  expect_exit 0
  expect_report '.section.snapshotTime | test("^2022-09-02T12:00:00")'
  expect_equal "$(cat "$world/data/a")" one
}

# copied_backup SETTING: backs data up, replaces it by a copy on another file system, and backs
# that up with CHANGE_DETECTION=SETTING.
copied_backup() {
  repository
  local i
  for ((i = 0; i < 200; i++)); do file "folder-$((i / 20))/$i" "content $i"; done
  mover "CHANGE_DETECTION=$1" backup
  sandbox=(--tmpfs /data --ro-bind "$world/data" /mnt/original)
  mover_command=(bash -c 'cp -a /mnt/original/. /data/ && exec /mover-restic/entry.sh "$@"' -)
  mover RUN_ID=run-2 "CHANGE_DETECTION=$1" backup
  expect_exit 0
}

test_a_copied_folder_compared_by_size_and_time_is_unmodified() {
  copied_backup SizeAndTime
  expect_report '.figures | .filesUnmodified == 200 and .filesChanged == 0 and .filesNew == 0'
}

test_an_unchanged_folder_compared_by_size_and_time_adds_nothing() {
  repository
  file a one
  file folder/b two
  mover CHANGE_DETECTION=SizeAndTime backup
  mover CHANGE_DETECTION=SizeAndTime RUN_ID=run-2 backup
  expect_report '.figures.filesUnmodified == 2 and .figures.bytesAdded == 0'
}

test_device_numbers_are_not_stored_when_comparing_by_size_and_time() {
  repository
  file a one
  mover backup
  expect_equal "$(restic cat tree "$(snapshots | tail -n 1):" | jq '.nodes[0] | has("device_id")')" true
  mover CHANGE_DETECTION=SizeAndTime RUN_ID=run-2 backup
  expect_equal "$(restic cat tree "$(snapshots | tail -n 1):" | jq '.nodes[0] | has("device_id")')" false
}

test_a_copied_folder_compared_strictly_is_read_again() {
  copied_backup Strict
  expect_report '.figures.filesChanged == 200'
}

test_comparison_by_size_and_time_does_not_read_unchanged_files() {
  repository
  file a one
  mover CHANGE_DETECTION=SizeAndTime backup
  touch -r "$world/data/a" "$world/stamp"
  printf 'two\n' >"$world/data/a"
  touch -r "$world/stamp" "$world/data/a"
  mover RUN_ID=run-2 CHANGE_DETECTION=SizeAndTime backup
  expect_report '.figures.filesUnmodified == 1'
  mover RUN_ID=run-3 CHANGE_DETECTION=SizeAndTime FULL_READ=1 backup
  expect_equal "$(restic dump latest /a)" two
}
