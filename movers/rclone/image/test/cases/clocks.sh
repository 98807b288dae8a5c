# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Clocks that differ: times of files tell nothing of what is newer, and nobody goes by them.

readonly times=('-400 days' '-1 hour' '+1 hour' '+3 days' '2200-01-01' '2300-01-01')

# skewed_tree: a file for each of these times.
skewed_tree() {
  local i
  for i in "${!times[@]}"; do
    file "d$i/f" one
    touch -d "${times[i]}" "$world/data/d$i/f" "$world/data/d$i"
  done
}

# changed_in_size: every second file has other content and size, and the same time.
changed_in_size() {
  local i
  for i in 1 3; do
    touch -r "$1/d$i/f" "$world/time"
    echo "another content" >"$1/d$i/f"
    touch -r "$world/time" "$1/d$i/f"
  done
}

# skewed_remote WORDS: all that is on the remote was written by a clock that is off.
skewed_remote() { find "$world/remote/r" -type f -exec touch -d "$1" {} +; }

# copies_what_differs [NAME=VALUE…]: to and fro, with times of the past and the future.
copies_what_differs() {
  skewed_tree
  round_trip "$@"
  expect_same_trees
  destination_sync "$@"
  expect_report '.figures.filesTransferred == 0'
  mv "$world/data" "$world/second" && mv "$world/origin" "$world/data"
  source_sync "$@" RUN_ID=run-2
  expect_report '.figures.filesTransferred == 0'
  changed_in_size "$world/data"
  source_sync "$@" RUN_ID=run-3
  expect_report '.figures.filesTransferred == 2'
  mv "$world/data" "$world/origin" && mv "$world/second" "$world/data"
  destination_sync "$@"
  expect_report '.outcome == "Succeeded" and .figures.filesTransferred == 2'
  expect_same_trees
}

test_files_of_the_past_and_the_future_are_copied_when_they_differ() {
  need_root
  copies_what_differs
}

test_files_of_the_past_and_the_future_are_copied_when_they_differ_in_size_and_time() {
  need_root
  copies_what_differs COMPARE=SizeAndTime
}

test_a_remote_whose_clock_is_off_gets_nothing_twice() {
  need_root
  local when
  skewed_tree
  source_sync
  for when in '-2 days' '+1 hour' '+20 days'; do
    skewed_remote "$when"
    source_sync "RUN_ID=run${when//[^a-z0-9]/}"
    expect_succeeded
    expect_report '.figures.filesTransferred == 0'
  done
  skewed_remote '+20 days'
  changed_in_size "$world/data"
  source_sync RUN_ID=run-9
  expect_report '.figures.filesTransferred == 2'
  other_volume
  skewed_remote '+20 days'
  destination_sync
  expect_succeeded
  expect_same_trees
  skewed_remote '-20 days'
  destination_sync
  expect_report '.outcome == "Succeeded" and .figures.filesTransferred == 0'
  expect_same_trees
}

test_a_remote_whose_clock_is_off_gets_nothing_twice_by_size_and_time() {
  need_root
  skewed_tree
  source_sync COMPARE=SizeAndTime
  skewed_remote '+20 days'
  source_sync COMPARE=SizeAndTime RUN_ID=run-2
  expect_succeeded
  source_sync COMPARE=SizeAndTime RUN_ID=run-3
  expect_report '.figures.filesTransferred == 0'
  skewed_remote '+20 days'
  other_volume
  destination_sync COMPARE=SizeAndTime
  expect_same_trees
  destination_sync COMPARE=SizeAndTime
  destination_sync COMPARE=SizeAndTime
  expect_report '.outcome == "Succeeded" and .figures.filesTransferred == 0'
  expect_same_trees
}

test_a_state_of_the_future_is_a_state() {
  file f one
  source_sync
  sed -i -E 's/"since":"[0-9]+/"since":"2190/' "$world/remote/r/.scribe/state.json"
  other_volume
  destination_sync
  expect_succeeded
  sed -i 's/"Complete"/"Writing"/' "$world/remote/r/.scribe/state.json"
  destination_sync
  expect_failure 1 SourceIncomplete
  expect_report '.message | contains("writing since 2190-")'
}

test_a_store_that_finds_the_clock_wrong_says_so() {
  file f one
  web 403 RequestTimeTooSkewed 'The difference between the request time and the current time is too large.'
  printf '%s\n' '[s3]' 'type = s3' 'provider = Other' "endpoint = http://127.0.0.1:$port" 'access_key_id = a' 'secret_access_key = bbbbb' \
    >>"$world/rclone-config/rclone.conf"
  source_sync RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket PROBE_TIMEOUT=20
  expect_failure 1 Misconfigured
  expect_report ".message | contains(\"this machine's clock is wrong\")"
}
