# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Both sides in networks of their own, with ten milliseconds between them.

# far_away: sets nets, the networks of both sides. A connection that a proxy delays is there at once all the same, and how
# long it takes to open is what a source goes by.
far_away() {
  local here_pid
  need_root
  unshare --net test -w /dev/net/tun 2>/dev/null || { echo "no networks of its own here" && exit 77; }
  unshare --net python3 "$here/../../../../bench/delayed-link" 10 >"$top/link" 2>"$top/link.err" &
  here_pid=$!
  started+=("$here_pid")
  until_true 20 test -s "$top/link"
  nets=([source]="/proc/$here_pid/ns/net" [destination]="/proc/$(<"$top/link")/ns/net")
  settings+=(DESTINATION_ADDRESS=10.99.0.2 LISTEN_ADDRESS=10.99.0.2)
  # Called as a job of its own, which it becomes.
  bwrap() { exec nsenter --net="${nets[$side]}" bwrap "$@"; }
  # shellcheck disable=SC2016
  printf '#!/bin/bash\n[[ $1 == --server ]] || echo " $* " >>/stop/arguments\nexec /usr/bin/rsync "$@"\n' >"$top/rsync"
  chmod 755 "$top/rsync"
  mounts+=(--ro-bind "$top/rsync" /opt/bin/rsync)
}
declare -A nets=()

# given WORD NUMBER: so many of the rsyncs that sent directories were given the word.
given() {
  local found
  found=$(grep -- ' --delete-during ' "$top/source/stop/arguments" | grep -v '/tell $' | grep -c -- " $1 ") || true # one only asks
  [[ $found == "$2" ]] || complain "$1 to be given to $2 rsyncs, found $found: $(<"$top/source/stop/arguments")"
}

arrives_from_afar() {
  local streams
  far_away
  a_tree
  many 60 50
  transfer
  expect_replica
  [[ $source_log =~ 'Sending in '([0-9]+)' streams; the destination is '([0-9]+)' ms away' ]] || complain "streams and distance in the log"
  streams=${BASH_REMATCH[1]}
  ((BASH_REMATCH[2] >= 20)) || complain "20 ms or more, for a machine that is busy, found ${BASH_REMATCH[2]}"
  ((streams == $(nproc) + 1 + BASH_REMATCH[2] / 50)) || complain "more streams than processors, found $streams"
  given --no-inc-recursive "$streams"
  given --compress-choice=lz4 "$streams"
  rm -r "$top/source/data/folder" "$top/source/data/d1"
  find "$top/source/data/d2" -type f -exec sh -c 'echo more >>"$1"' - {} \;
  chmod 600 "$top/source/data/-n"
  transfer VERIFY=1
  jq -e '.section.verified' <<<"$source_report" >/dev/null || complain "that it is verified"
  expect_replica
}

test_a_tree_arrives_from_afar_by_tls() {
  arrives_from_afar
}

test_a_tree_arrives_from_afar_by_ssh() {
  by_ssh
  arrives_from_afar
}

test_from_afar_what_a_section_says_counts() {
  far_away
  many 40 40
  transfer COMPRESSION=none PARALLELISM=2
  expect_replica
  given --no-inc-recursive 2
  given --compress-choice=lz4 0
}
