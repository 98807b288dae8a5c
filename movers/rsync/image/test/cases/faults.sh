# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_the_destination_may_come_later() {
  echo x >"$top/source/data/x"
  on source start CONNECT_TIMEOUT=60 send
  until_true 20 grep -q 'Waiting for the destination' "$top/source/log"
  on destination start receive
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}

test_a_destination_that_never_comes_is_unreachable() {
  on source mover CONNECT_TIMEOUT=3 send
  expect_failure 1 Unreachable
  on source mover TRANSPORT=ssh CONNECT_TIMEOUT=3 send
  expect_failure 1 Unreachable
  on source mover DESTINATION_ADDRESS=no.such.host.invalid CONNECT_TIMEOUT=3 send
  expect_failure 1 Unreachable
}

test_an_empty_source_does_not_empty_the_destination_unless_told() {
  mkdir "$top/source/data/lost+found"
  echo x >"$top/destination/data/x"
  on destination start receive
  listening
  on source mover send
  expect_failure 1 SourceIncomplete
  expect_report '.message | test("whenEmpty: Continue")'
  on destination finish
  expect_failure 1 SourceIncomplete
  expect_equal "$(<"$top/destination/data/x")" x
  on destination start receive
  listening
  on source mover WHEN_EMPTY=Continue send
  expect_exit 0
  expect_report '.outcome == "Warning"'
  on destination finish
  expect_report '.outcome == "Warning"'
  [[ ! -e $top/destination/data/x ]] || complain "an empty destination"
}

test_an_empty_source_and_an_empty_destination_are_alike() {
  transfer
  jq -e '.outcome == "Warning"' <<<"$source_report"
}

test_unreadable_files_are_named_and_both_sides_fail() {
  need_root
  unprivileged=1
  echo x >"$top/source/data/readable"
  echo x >"$top/source/data/unreadable (28).jpg"
  chmod 000 "$top/source/data/unreadable (28).jpg" # as errors of full disks are numbered
  echo kept >"$top/destination/data/kept"
  on destination start receive
  listening
  on source mover send
  expect_failure 1 SourceIncomplete
  expect_report '.message | test("/data/unreadable.*Permission denied")'
  expect_report '.section.problems | length == 1'
  on destination finish
  expect_failure 1 SourceIncomplete
  expect_report '.message | test("the source has failed: .*unreadable")'
  [[ -e $top/destination/data/readable ]] || complain "what can be read"
}

# wrapper NAME SCRIPT: takes the place of a program on the source.
wrapper() {
  printf '#!/bin/bash\n%s\n' "$2" >"$top/source/$1"
  chmod 755 "$top/source/$1"
  mounts+=(--ro-bind "$top/source/$1" "/opt/bin/$1")
}

test_vanished_files_are_a_warning() {
  echo x >"$top/source/data/x"
  # shellcheck disable=SC2016
  wrapper rsync '[[ $* == *--server* || $* != *--delete* ]] && exec /usr/bin/rsync "$@"
/usr/bin/rsync "$@"; exit 24'
  on destination start receive
  listening
  on source mover send
  expect_exit 0
  expect_report '.outcome == "Warning" and (.message | test("vanished"))'
  on destination finish
  expect_exit 0
}

test_a_folder_that_is_moved_meanwhile_arrives_with_what_is_in_it() {
  many 40 50
  mkdir "$top/source/data/d1/new.part"
  echo precious >"$top/source/data/d1/new.part/file"
  # shellcheck disable=SC2016
  wrapper rsync '[[ $* == *--server* || ! -d /data/d1/new.part || ! $* == *--delete-during* ]] || mv /data/d1/new.part /data/d1/new
exec /usr/bin/rsync "$@"'
  transfer PARALLELISM=3
  expect_equal "$(<"$top/destination/data/d1/new/file")" precious
  expect_replica
}

test_what_does_not_reach_the_disk_is_a_failure_of_both() {
  wrapper sync 'echo "sync: error syncing /data: Input/output error" >&2 && exit 1'
  echo x >"$top/source/data/x"
  on destination start receive
  listening
  on source mover send
  expect_failure 1 Unreachable
  on destination finish
  expect_failure 1 Unknown
  expect_report '.message | test("could not be brought to the disk: sync: error syncing")'
}

test_a_source_that_changes_all_the_time_arrives_all_the_same() {
  many 40 50
  (set +e && while [[ ! -e $top/enough ]]; do
    echo "$RANDOM" >"$top/source/data/d1/e1/appears$RANDOM"
    rm -rf "$top/source/data/d$((RANDOM % 7))/e$((RANDOM % 40))"
    echo more >>"$top/source/data/d2/e2/1" || mkdir -p "$top/source/data/d1/e1" "$top/source/data/d2/e2"
  done) 2>/dev/null &
  local changes=$!
  on destination start receive
  listening
  on source mover PARALLELISM=3 send
  touch "$top/enough"
  wait "$changes"
  expect_exit 0
  on destination finish
  expect_exit 0
  transfer
  expect_replica
}

# small_volume SIDE SIZE: the volume of that side is in memory, and no larger.
small_volume() { sandbox=(--size "$1" --tmpfs /data --chmod 0777 /data); }

test_a_full_destination_is_out_of_space_on_both_sides() {
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  small_volume 1000000
  on destination start receive
  sandbox=()
  listening
  on source mover send
  expect_failure 1 OutOfSpace
  expect_report '.message | test("No space left on device")'
  on destination finish
  expect_failure 1 OutOfSpace
}

test_a_read_only_destination_is_misconfigured() {
  sandbox=(--ro-bind "$top/destination/data" /data)
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("read-only")'
}

# A connection that breaks after each megabyte, through all of a transfer.
unsteady() {
  need_root
  head -c 2500000 /dev/urandom >"$top/source/data/large"
  many 10 20
  breaking --cut 1000000
  on destination start receive
  listening
  on source mover COMPRESSION=none PARALLELISM=1 send
  expect_exit 0
  expect_log 'Retrying in'
  on destination finish
  expect_exit 0
  expect_replica
  [[ -z $(find "$top/destination/data" -name '.~scribe*') ]] || complain "no parts of files left"
}

test_a_connection_that_breaks_all_the_time_ends_complete_by_tls() {
  unsteady
}

test_a_connection_that_breaks_all_the_time_ends_complete_by_ssh() {
  by_ssh
  unsteady
}

# resumes: two thirds of a file have arrived when the connection breaks; they do not come again.
resumes() {
  local carried
  breaking --cut 16000000 --once --count "$top/carried"
  on destination start receive
  listening
  on source mover COMPRESSION=none "$@" send
  expect_exit 0
  expect_log 'Retrying in'
  on destination finish
  expect_exit 0
  expect_replica
  carried=$(<"$top/carried")
  # What was on its way is lost: with ssh up to two megabytes, and what is in pipes.
  ((carried < 30000000)) || complain "24 MB to be sent once, found that $carried bytes were"
  [[ -z $(find "$top/destination/data" -name '.~scribe*') ]] || complain "no parts of files left"
}

test_what_has_arrived_of_a_new_file_is_not_sent_again_by_tls() {
  head -c 24000000 /dev/urandom >"$top/source/data/large"
  resumes
}

test_what_has_arrived_of_a_new_file_is_not_sent_again_by_ssh() {
  by_ssh
  head -c 24000000 /dev/urandom >"$top/source/data/large"
  resumes
}

test_what_has_arrived_of_a_file_is_not_sent_again_where_others_are() {
  head -c 24000000 /dev/urandom >"$top/source/data/large"
  many 20 50
  mkdir "$top/destination/data/d0"
  echo other >"$top/destination/data/d0/other"
  resumes PARALLELISM=2
}

test_a_stopped_source_says_cancelled_and_the_destination_waits_for_it() {
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  on destination start receive
  listening
  on source start BANDWIDTH_LIMIT=300 COMPRESSION=none send
  until_true 30 test -s "$top/destination/data/large"
  kill -TERM "${child_of[source]}"
  on source finish
  expect_failure 143 Cancelled
  on source mover send
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}

test_a_stopped_destination_says_cancelled() {
  on destination start receive
  listening
  kill -TERM "${child_of[destination]}"
  on destination finish
  expect_failure 143 Cancelled
}

test_a_destination_that_dies_is_waited_for_and_its_parts_are_cleaned_up() {
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  on destination start receive
  listening
  on source start BANDWIDTH_LIMIT=500 COMPRESSION=none CONNECT_TIMEOUT=60 send
  until_true 30 test -s "$top/destination/data/large"
  stop destination
  on destination start receive
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}

test_a_taken_port_is_named() {
  python3 -m http.server --bind 127.0.0.1 "$port" >/dev/null 2>&1 &
  started+=("$!")
  until_true 10 bash -c "exec 5<>/dev/tcp/127.0.0.1/$port" 2>/dev/null
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("cannot listen on port")'
  on destination mover TRANSPORT=ssh receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("cannot listen on port")'
}

test_a_destination_that_waits_ends_when_it_may_wait_no_longer() {
  on destination mover LISTEN_TIMEOUT=2 receive
  expect_failure 1 Unreachable
  expect_report '.message | test("no source has finished within 2 seconds")'
}
