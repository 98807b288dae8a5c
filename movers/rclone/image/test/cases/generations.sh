# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_destination_does_not_take_what_is_half_written() {
  file f one
  source_sync
  start RUN_ID=run-2 SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -KILL "$mover_pid"
  finish
  expect_equal "$(remote_state .state)" Writing
  other_volume
  destination_sync
  expect_failure 1 SourceIncomplete
  expect_report '.message | test("the source is writing since [0-9T:-]+Z, its last copy is not whole")'
  expect_equal "$(ls -A "$world/data")" ''
}

# died_while_writing WORD [NAME=VALUE…]: a whole copy of "one" in f and g, then one that died after f was WORD.
died_while_writing() {
  file f one
  file g one
  chmod 604 "$world/data/f"
  source_sync
  file f "$1"
  rm "$world/data/g"
  file h three
  start RUN_ID=run-2 "${@:2}" SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -KILL "$mover_pid"
  finish
  cp "$world/data/f" "$world/remote/r/f"
}

test_what_is_half_written_is_taken_when_told() {
  died_while_writing two
  other_volume
  destination_sync WHEN_INCOMPLETE=Continue
  expect_warning 'the copy that the source began at [0-9T:-]+Z is not whole'
  expect_equal "$(cd "$world/data" && stat -c '%n %a' -- *)" $'f 604\ng 644'
  expect_equal "$(<"$world/data/f")" two
  expect_report '.section.generation == null'
}

test_the_last_whole_metadata_outlives_several_copies_that_die() {
  died_while_writing two
  start RUN_ID=run-3 SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -KILL "$mover_pid"
  finish
  expect_equal "$(remote_state '.generation + " " + .previous.generation')" 'run-3 run-1'
  other_volume
  destination_sync WHEN_INCOMPLETE=Continue
  expect_warning 'is not whole'
  expect_equal "$(stat -c %a "$world/data/f")" 604
}

test_a_first_copy_that_died_before_it_wrote_anything_empties_no_volume() {
  file f one
  start SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -KILL "$mover_pid"
  finish
  destination_sync WHEN_INCOMPLETE=Continue
  expect_failure 1 NoRepository
  expect_equal "$(<"$world/data/f")" one
}

test_a_later_attempt_finishes_what_an_earlier_one_began() {
  file f one
  start SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -KILL "$mover_pid"
  finish
  source_sync ATTEMPT=2
  expect_succeeded
  expect_equal "$(remote_state .state)" Complete
  other_volume
  destination_sync
  expect_succeeded
}

test_a_destination_that_is_overtaken_by_its_source_fails_and_tries_again() {
  file f one
  source_sync
  mv "$world/data" "$world/origin"
  mkdir "$world/data"
  start DIRECTION=destination SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  sed -i s/run-1/run-2/ "$world/remote/r/.scribe/state.json"
  touch "$world/stop/during-sync.go"
  finish
  expect_failure 1 SourceIncomplete
  expect_report '.message | contains("the source began another copy meanwhile")'
}

test_older_metadata_is_removed() {
  file f one
  source_sync
  chmod 600 "$world/data/f"
  source_sync RUN_ID=run-2
  expect_equal "$(cd "$world/remote/r/.scribe" && echo *)" 'metadata-run-2.gz state.json'
}

test_metadata_that_was_altered_is_damaged() {
  file f one
  source_sync
  gzip -cd "$world/remote/r/.scribe/metadata-run-1.gz" | sed 's/mode=0644/mode=4755/' | gzip >"$world/altered"
  cp "$world/altered" "$world/remote/r/.scribe/metadata-run-1.gz"
  other_volume
  destination_sync
  expect_failure 1 Damaged
}

test_metadata_that_is_cut_off_is_damaged() {
  file f one
  source_sync
  truncate -s -9 "$world/remote/r/.scribe/metadata-run-1.gz"
  other_volume
  destination_sync
  expect_failure 1 Damaged
}

test_a_state_that_is_not_ours_is_damaged() {
  file f one
  source_sync
  echo '{"version":2}' >"$world/remote/r/.scribe/state.json"
  destination_sync
  expect_failure 1 Damaged
  expect_report '.message | contains("newer version")'
}

test_a_stopped_source_says_cancelled_and_is_not_complete() {
  file f one
  start SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
  expect_equal "$(remote_state .state)" Writing
}

test_a_stop_in_the_middle_of_a_transfer_reaches_rclone() {
  head -c 4M /dev/urandom >"$world/data/f"
  start BANDWIDTH_LIMIT=1M PROGRESS_SECONDS=1 sync
  until_true 30 grep -q '^\[0:0' "$world/log"
  kill -TERM "$mover_pid"
  finish
  expect_failure 143 Cancelled
}

test_metadata_that_is_there_already_stays() {
  file f one
  chmod 604 "$world/data/f"
  source_sync
  source_sync RUN_ID=run-2
  expect_succeeded
  expect_equal "$(remote_state '.generation + " " + .metadata.generation')" 'run-2 run-1'
  expect_equal "$(cd "$world/remote/r/.scribe" && echo *)" 'metadata-run-1.gz state.json'
  rm "$world/remote/r/.scribe/metadata-run-1.gz"
  source_sync RUN_ID=run-3
  expect_equal "$(cd "$world/remote/r/.scribe" && echo *)" 'metadata-run-3.gz state.json'
  source_sync RUN_ID=run-4
  truncate -s -1 "$world/remote/r/.scribe/metadata-run-3.gz"
  source_sync RUN_ID=run-5
  expect_equal "$(remote_state .metadata.generation)" run-5
  other_volume
  destination_sync
  expect_succeeded
  expect_report '.section.generation == "run-5"'
  expect_equal "$(stat -c %a "$world/data/f")" 604
}

test_what_changes_in_a_volume_in_use_is_described_as_it_was_copied() {
  need_root
  file f one
  start SCRIBE_STOP_POINT=during-sync sync
  reached during-sync
  chmod 640 "$world/data/f"
  file secret two
  chmod 600 "$world/data/secret"
  touch "$world/stop/during-sync.go"
  finish
  expect_succeeded
  other_volume
  destination_sync
  expect_succeeded
  expect_same_trees
}

test_a_stop_while_metadata_is_read_ends_at_once() {
  file f one
  printf '#!/bin/sh\n[ ! -e /stop/slow ] || exec sleep 300\nexec /usr/bin/python3 "$@"\n' >"$world/python3"
  chmod 755 "$world/python3"
  sandbox=(--ro-bind "$world/python3" /stand-ins/python3)
  local staged begin
  for staged in 0 1; do
    start PATH=/stand-ins:/opt/bin:/usr/bin:/bin "STAGED=$staged" SCRIBE_STOP_POINT=during-sync RCLONE_RETRIES=1 sync
    : >"$world/stop/slow"
    reached during-sync
    touch "$world/stop/during-sync.go"
    until_true 60 grep -q '^Elapsed time' "$world/log"
    begin=$SECONDS
    kill -TERM "$mover_pid"
    finish
    expect_failure 143 Cancelled
    ((SECONDS - begin < 60)) || complain "an end at once"
  done
}
