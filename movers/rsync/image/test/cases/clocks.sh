# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Clocks that differ: what is newer is never asked, only what differs.

# skewed_tree: times of the past and the future, for files, folders and links.
skewed_tree() {
  local i data=$top/source/data
  local -a times=('-400 days' '-1 hour' '+1 hour' '+3 days' '2200-01-01 00:00:00.5' '1960-01-01')
  for i in "${!times[@]}"; do
    mkdir -p "$data/d$i"
    echo one >"$data/d$i/f"
    ln -s f "$data/d$i/link"
    touch -h -d "${times[i]}" "$data/d$i/f" "$data/d$i/link" "$data/d$i"
  done
}

# quiet: the source had nothing to send.
quiet() { jq -e '.figures.filesTransferred == 0' <<<"$source_report" >/dev/null || complain "nothing to be sent, found $source_report"; }

copies_what_differs() {
  need_root
  local i
  skewed_tree
  transfer
  expect_replica
  transfer
  quiet
  # The destination has it all from a clock that is days ahead, then days behind.
  for i in '+9 days' '-9 days'; do
    find "$top/destination/data" -type f -exec touch -d "$i" {} +
    transfer
    expect_replica
  done
  # Another size and content, and the same time.
  for i in 1 3; do
    echo "another content" >"$top/source/data/d$i/f"
    touch -r "$top/destination/data/d$i/f" "$top/source/data/d$i/f"
  done
  transfer
  jq -e '.figures.filesTransferred == 2' <<<"$source_report" >/dev/null || complain "two files to be sent, found $source_report"
  expect_replica
  transfer
  quiet
}

test_files_of_the_past_and_the_future_arrive_when_they_differ_by_tls() {
  copies_what_differs
}

test_files_of_the_past_and_the_future_arrive_when_they_differ_by_ssh() {
  by_ssh
  copies_what_differs
}
