# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# The mover is killed, as with its node, again and again through a whole copy.

readonly STEP=1500 # KiB that arrive between two deaths

# a_large_tree: takes about six seconds, slowly.
a_large_tree() {
  need_root
  local i
  mkdir -p "$world/data"/{d0,d1,d2}/empty
  for ((i = 0; i < 150; i++)); do head -c 4096 /dev/urandom >"$world/data/d$((i % 3))/f$i"; done
  for i in a b c; do head -c 3000000 /dev/urandom >"$world/data/d1/large-$i"; done
  chown -R 12:34 "$world/data/d2"
  chmod 640 "$world/data/d0"/f*
  ln "$world/data/d0/f0" "$world/data/d1/same"
  ln -s f1 "$world/data/d1/link"
  slowly=(BANDWIDTH_LIMIT=1500K TRANSFERS=2)
}

# more_than KIB FOLDER: so much is in the folder, or the mover has ended.
more_than() {
  (($(du -sk --apparent-size "$2" | cut -f1) > $1)) || ! kill -0 "$bwrap_pid" 2>/dev/null
}

# killed_all_the_time FOLDER [NAME=VALUE…]: what arrives is in the folder. Ends with the attempt that nobody kills.
killed_all_the_time() {
  local folder=$1 deaths=0 before
  shift
  mkdir -p "$folder"
  while :; do
    before=$(du -sk --apparent-size "$folder" | cut -f1)
    start "$@" "${slowly[@]}" "ATTEMPT=$((deaths + 1))" sync
    until_true 120 more_than "$((before + STEP))" "$folder"
    kill -KILL "$mover_pid" 2>/dev/null || break
    wait "$bwrap_pid" || true
    deaths=$((deaths + 1))
    ((deaths < 40)) || complain "an end"
  done
  finish
  expect_succeeded
  ((deaths >= 3)) || complain "at least 3 deaths, found $deaths"
}

test_a_source_and_a_destination_killed_all_the_time_end_complete() {
  a_large_tree
  killed_all_the_time "$world/remote/r"
  expect_equal "$(remote_state .state)" Complete
  other_volume
  killed_all_the_time "$world/data" DIRECTION=destination
  expect_same_trees
  expect_equal "$(find "$world/data" "$world/remote/r" -name '*.partial' -o -name '.scribe-part-*')" ''
}
