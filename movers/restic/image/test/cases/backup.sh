# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_first_backup_makes_the_repository_and_reports_the_snapshot() {
  file a one
  file deep/b two
  mover backup forget
  expect_exit 0
  expect_report '.version == 1 and .run == "run-1" and .outcome == "Succeeded" and (has("failure") | not)'
  expect_report '[.steps[] | .name + "=" + .outcome] == ["backup=Succeeded", "forget=Succeeded"]'
  expect_report '.section.repositoryCreated and (.section.parent == null) and .section.kept == 1 and .section.removed == 0'
  expect_report '.figures | .filesNew == 2 and .filesTotal == 2 and .bytesTotal == 8 and .bytesAdded > 0'
  expect_report '.section.snapshot == $id' --arg id "$(snapshots)"
  expect_log '^=== Initialize Dir ===$'
  expect_log '^created restic repository '
  expect_log '^processed 2 files, 8 B in '
  expect_log '^snapshot [0-9a-f]{8} saved$'
  expect_log '^Restic completed in [0-9]+s$'
  expect_no_locks
}

test_a_repository_that_somebody_else_makes_meanwhile_is_used() {
  file a one
  # In the sandbox, somebody else is always a little faster with "restic init".
  {
    echo '#!/bin/bash'
    echo '[[ " $* " != *" init "* || -e /repo/r/config ]] || /real-restic --quiet init'
    echo 'exec /real-restic "$@"'
  } >"$world/restic"
  chmod 755 "$world/restic"
  sandbox=(--ro-bind "$RESTIC" /real-restic --ro-bind "$world/restic" /opt/bin/restic)
  mover backup forget
  expect_exit 0
  expect_report '.outcome == "Succeeded" and (.section | has("repositoryCreated") | not)'
  expect_equal "$(snapshots | wc -l)" 1
}

test_a_second_backup_uses_the_first_as_parent_and_does_not_initialise() {
  file a one
  mover backup forget
  local first
  first=$(jq -r .section.snapshot <<<"$report")
  file b two
  mover RUN_ID=run-2 backup forget
  expect_exit 0
  expect_report '.section.parent == $first and (.section | has("repositoryCreated") | not)' --arg first "$first"
  expect_report '.figures | .filesNew == 1 and .filesUnmodified == 1'
  expect_log "^using parent snapshot ${first:0:8}$"
  expect_no_log 'Initialize Dir'
}

test_a_backup_without_forget_still_tells_the_parent() {
  repository
  file a one
  mover backup
  local first
  first=$(jq -r .section.snapshot <<<"$report")
  mover RUN_ID=run-2 backup
  expect_report '.section.parent == $first' --arg first "$first"
}

test_snapshots_carry_host_path_the_runs_tag_and_the_users_tags() {
  repository
  file a one
  mover RESTIC_HOST=box BACKUP_TAGS=$'nightly\nwith blank' backup
  expect_exit 0
  expect_equal "$(restic snapshots --json | jq -c '.[0] | [.hostname, .paths, .tags]')" \
    '["box",["/data"],["scribe.run=run-1","nightly","with blank"]]'
}

test_excluded_files_are_not_saved() {
  repository
  file keep/a one
  file 'drop this/b' two
  file cached/CACHEDIR.TAG 'Signature: 8a477f597d28d172789f06886806bc55'
  file cached/c three
  file marked/.nobackup ''
  file marked/d four
  file lost+found/e five
  head -c 2000 /dev/zero >"$world/data/large"
  mover $'BACKUP_EXCLUDES=drop this\n*.tmp' BACKUP_EXCLUDE_CACHES=1 BACKUP_EXCLUDE_IF_PRESENT=.nobackup \
    BACKUP_EXCLUDE_LARGER_THAN=1K backup
  expect_exit 0
  expect_equal "$(restic ls latest --json | jq -r 'select(.type == "file") | .path')" $'/cached/CACHEDIR.TAG\n/keep/a\n/marked/.nobackup'
}

test_an_empty_source_warns_saves_nothing_and_forgets_nothing() {
  repository
  file a one
  snapshot '2026-01-01 00:00:00'
  snapshot '2026-01-02 00:00:00'
  rm "$world/data/a"
  mkdir "$world/data/lost+found"
  mover 'FORGET_OPTIONS=--keep-last 1' backup forget prune
  expect_exit 0
  expect_report '.outcome == "Warning" and .section.empty and (.message | test("empty"))'
  expect_report '[.steps[] | .name + "=" + .outcome] == ["backup=Warning", "forget=Skipped", "prune=Succeeded"]'
  expect_log '^== Directory is empty skipping backup ===$'
  expect_equal "$(snapshots | wc -l)" 2
}

test_a_source_that_was_empty_is_remembered_by_the_attempt_that_only_forgets() {
  repository
  file a one
  snapshot '2026-01-01 00:00:00'
  snapshot '2026-01-02 00:00:00'
  rm "$world/data/a"
  mover backup
  mover ATTEMPT=2 'FORGET_OPTIONS=--keep-last 1' forget
  expect_report '.steps[0].outcome == "Skipped"'
  expect_equal "$(snapshots | wc -l)" 2
}

test_an_empty_source_without_repository_makes_none() {
  mover backup forget prune check
  expect_exit 0
  expect_report '[.steps[].outcome] == ["Warning", "Skipped", "Skipped", "Skipped"]'
  [[ ! -e $RESTIC_REPOSITORY ]]
}

test_unreadable_files_are_a_warning_with_their_names_and_forget_still_runs() {
  unprivileged=1
  repository
  file good one
  file 'bad name' two
  chmod 000 "$world/data/bad name"
  mover backup forget
  expect_exit 0
  expect_report '.outcome == "Warning" and .section.unreadable == ["/data/bad name"] and .section.unreadableCount == 1'
  expect_report '[.steps[].outcome] == ["Warning", "Succeeded"] and .figures.filesNew == 1'
  expect_equal "$(snapshots | wc -l)" 1
}

test_an_unreadable_folder_is_counted_once() {
  unprivileged=1
  repository
  file good one
  file closed/inside two
  chmod 000 "$world/data/closed"
  mover backup
  chmod 755 "$world/data/closed"
  expect_exit 0
  expect_report '.section.unreadable == ["/data/closed"] and .section.unreadableCount == 1'
}

test_a_source_that_cannot_be_listed_fails_before_a_snapshot_is_made() {
  unprivileged=1
  repository
  file a one
  chmod 700 "$world/data"
  [[ $(id -u) == 0 ]] || chmod 000 "$world/data"
  mover backup forget
  expect_failure 1 SourceIncomplete
  expect_equal "$(snapshots)" ''
}

test_retention_is_applied_to_snapshots_of_this_host_and_path_only() {
  repository
  file a one
  snapshot '2026-01-01 00:00:00'
  snapshot '2026-01-02 00:00:00'
  sandboxed restic backup --no-cache --quiet --host other --time '2026-01-01 00:00:00' .
  sandboxed restic backup --no-cache --quiet --host volsync --time '2026-01-01 00:00:00' /repo/r/config
  mover 'FORGET_OPTIONS=--keep-last 1' backup forget
  expect_exit 0
  expect_report '.section.kept == 1 and .section.removed == 2'
  expect_equal "$(snapshots | wc -l)" 3
}

test_a_full_read_reads_all_and_says_so() {
  repository
  file a one
  mover backup
  mover RUN_ID=run-2 FULL_READ=1 backup forget
  expect_report '.section.fullRead and .figures.filesNew == 1 and (.section | has("parent") | not)'
}

test_prune_and_check_report_what_they_did() {
  repository
  file a one
  mover RUN_ID=run-2 CHECK_SUBSET=1/2 backup forget prune check
  expect_exit 0
  expect_report '.section.pruned and .section.check == {subset: "1/2", result: "Passed", errors: 0}'
}

test_the_snapshot_of_this_run_stays_though_a_clock_was_ahead() {
  repository
  file a one
  snapshot "$(($(date +%Y) + 1))-01-02 03:04:05"
  file a two
  mover 'FORGET_OPTIONS=--keep-last 1' backup forget
  expect_report '.section.kept == 2 and .section.removed == 0'
  mover RUN_ID=run-2 'FORGET_OPTIONS=--keep-last 1' backup forget
  expect_report '.section.kept == 2 and .section.removed == 1'
  mover RESTORE_AS_OF="$(date -u +%Y-%m-%dT%H:%M:%SZ)" restore
  expect_report '.outcome == "Succeeded"'
  mover restore
  expect_report '.outcome == "Warning" and (.message | test("which is yet to come: a clock was wrong"))'
}
