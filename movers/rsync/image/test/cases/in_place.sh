# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Large files of a destination whose volume nobody reads.

# large_one: the same large file on both sides, as it was before; sets inode to the destination's.
large_one() {
  head -c 70000000 /dev/urandom >"$top/source/data/large"
  cp -p "$top/source/data/large" "$top/destination/data/large"
  echo small >"$top/source/data/small"
  inode=$(stat -c %i "$top/destination/data/large")
  printf 'changed' | dd of="$top/source/data/large" bs=1 seek=33000000 conv=notrunc status=none
}

inode_now() { stat -c %i "$top/destination/data/large"; }

test_a_large_file_is_changed_where_it_is_if_nobody_reads_the_volume() {
  large_one
  transfer IN_PLACE=1 PARALLELISM=1
  expect_replica
  expect_equal "$(inode_now)" "$inode"
  jq -e '.figures.bytesSent < 1000000' <<<"$source_report"
  grep -q 'Large files are changed where they are' <<<"$source_log"
}

test_a_large_file_is_written_anew_on_a_volume_that_others_may_read() {
  large_one
  transfer
  expect_replica
  [[ $(inode_now) != "$inode" ]] || complain "another file"
}

# What was linked at the destination and is not at the source must not get the new content with it.
test_a_large_file_is_written_anew_where_it_has_another_name() {
  large_one
  ln "$top/destination/data/large" "$top/destination/data/before"
  cp -p "$top/destination/data/large" "$top/source/data/before"
  transfer IN_PLACE=1
  expect_replica
  grep -q changed "$top/destination/data/large"
  ! grep -q changed "$top/destination/data/before" || complain "the other file as it was"
}

test_links_of_a_source_are_not_written_in_place() {
  large_one
  ln "$top/source/data/large" "$top/source/data/linked"
  transfer IN_PLACE=1
  expect_replica
  [[ $(inode_now) != "$inode" ]] || complain "another file"
}

test_a_connection_that_breaks_while_a_file_is_changed_in_place_ends_complete() {
  large_one
  for ((i = 0; i < 40; i++)); do
    dd if=/dev/urandom of="$top/source/data/large" bs=100000 count=1 seek=$((i * 17)) conv=notrunc status=none
  done
  touch -d '2024-04-04 04:04:04.4' "$top/source/data/large"
  breaking --cut 2000000 --once
  on destination start IN_PLACE=1 receive
  listening
  on source mover COMPRESSION=none send
  expect_exit 0
  expect_log 'Large files are changed where they are'
  expect_log 'Retrying in'
  on destination finish
  expect_exit 0
  expect_replica
}

test_a_destination_that_dies_while_a_file_is_changed_in_place_ends_complete() {
  large_one
  dd if=/dev/urandom of="$top/source/data/large" bs=1000000 count=30 seek=20 conv=notrunc status=none
  on destination start IN_PLACE=1 receive
  listening
  on source start COMPRESSION=none BANDWIDTH_LIMIT=4000 CONNECT_TIMEOUT=60 send
  until_true 30 grep -q 'Large files are changed where they are' "$top/source/log"
  until_true 30 has_changed
  stop destination
  on destination start IN_PLACE=1 receive
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}

# Some of what is new has arrived.
has_changed() { cmp -s -i 20000000 -n 500000 "$top/destination/data/large" "$top/source/data/large"; }
