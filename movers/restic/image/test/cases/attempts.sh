# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_later_attempt_reuses_the_snapshot_of_its_run() {
  repository
  file a one
  mover backup forget
  local first figures
  first=$(snapshots) figures=$(jq -c .figures <<<"$report")
  file b two
  mover ATTEMPT=2 backup forget
  expect_exit 0
  expect_equal "$(snapshots)" "$first"
  expect_report '.section.reused and .section.snapshot == $first' --arg first "$first"
  expect_equal "$(jq -c .figures <<<"$report")" "$figures"
  expect_log '^snapshot .* saved'
  mover ATTEMPT=1 RUN_ID=run-2 backup
  expect_equal "$(snapshots | wc -l)" 2
}

test_a_later_attempt_without_a_snapshot_backs_up() {
  repository
  file a one
  mover ATTEMPT=3 backup
  expect_exit 0
  expect_report '.section.reused == null and .figures.filesNew == 1'
}

test_a_later_attempt_makes_the_repository_if_there_is_none() {
  file a one
  mover ATTEMPT=2 backup
  expect_exit 0
  expect_report .section.repositoryCreated
}

test_a_warning_survives_into_the_attempt_that_reuses_the_snapshot() {
  unprivileged=1
  repository
  file a one
  file secret two
  chmod 000 "$world/data/secret"
  start SCRIBE_STOP_POINT=before-forget backup forget
  reached before-forget
  kill -KILL "$mover_pid"
  finish
  mover ATTEMPT=2 backup forget
  expect_exit 0
  expect_report '.outcome == "Warning" and .section.reused and .section.unreadable == ["/data/secret"]'
}

test_what_an_earlier_attempt_left_is_not_used_if_it_was_cut_off() {
  repository
  file a one
  mover backup
  sed -i -e 's/^outcome .*/outcome Warning/' -e '$d' "$world/cache/scribe-run"
  mover ATTEMPT=2 backup
  expect_report '.outcome == "Succeeded" and .section.reused and .figures.filesNew == 1'
}

test_figures_come_from_the_snapshot_when_the_cache_is_lost() {
  repository
  file a one
  mover backup
  rm -rf "$world/cache/"*
  mover ATTEMPT=2 backup
  expect_report '.section.reused and .figures.filesNew == 1 and .figures.bytesTotal == 4'
}
