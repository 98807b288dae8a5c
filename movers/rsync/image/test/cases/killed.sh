# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# One side is killed, as with its node, again and again through a whole transfer.

readonly STEP=3000 # KiB that arrive between two deaths

# a_large_tree: takes about half a minute, sent with slowly.
a_large_tree() {
  need_root
  many 60 30
  head -c 12000000 /dev/urandom >"$top/source/data/large"
  head -c 4000000 /dev/urandom >"$top/source/data/d1/large"
  slowly=(BANDWIDTH_LIMIT=800 COMPRESSION=none CONNECT_TIMEOUT=120 PARALLELISM=2)
}

# arrived: sets REPLY to the KiB in the destination.
arrived() { REPLY=$(du -sk --apparent-size "$top/destination/data" 2>/dev/null | cut -f1); }

# more_than KIB PID: so much has arrived, or the process has ended.
more_than() {
  arrived
  ((REPLY > $1)) || ! kill -0 "$2" 2>/dev/null
}

survives_deaths_of_the_destination() {
  local deaths=0 before
  a_large_tree
  on source start "${slowly[@]}" send
  while kill -0 "${pid_of[source]}" 2>/dev/null; do
    arrived
    before=$REPLY
    on destination start receive
    until_true 120 more_than "$((before + STEP))" "${pid_of[source]}"
    kill -0 "${pid_of[source]}" 2>/dev/null || break
    stop destination
    deaths=$((deaths + 1))
  done
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
  ((deaths >= 3)) || complain "at least 3 deaths, found $deaths"
}

survives_deaths_of_the_source() {
  local deaths=0 before
  a_large_tree
  on destination start receive
  listening
  while :; do
    arrived
    before=$REPLY
    on source start "${slowly[@]}" send
    until_true 120 more_than "$((before + STEP))" "${pid_of[source]}"
    kill -0 "${pid_of[source]}" 2>/dev/null || break
    stop source
    deaths=$((deaths + 1))
  done
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
  ((deaths >= 3)) || complain "at least 3 deaths, found $deaths"
}

long_test_a_destination_killed_all_the_time_ends_complete_by_tls() {
  survives_deaths_of_the_destination
}

long_test_a_destination_killed_all_the_time_ends_complete_by_ssh() {
  by_ssh
  survives_deaths_of_the_destination
}

long_test_a_source_killed_all_the_time_ends_complete_by_tls() {
  survives_deaths_of_the_source
}

long_test_a_source_killed_all_the_time_ends_complete_by_ssh() {
  by_ssh
  survives_deaths_of_the_source
}
