# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Peers of another version.

# rsync_of_source SCRIPT: takes the place of rsync on the source.
rsync_of_source() {
  printf '#!/bin/bash\n%s\n' "$1" >"$top/source/rsync"
  chmod 755 "$top/source/rsync"
  mounts+=(--ro-bind "$top/source/rsync" /opt/bin/rsync)
}

# sent_by_an_older_rsync: with its protocol times have no fractions.
sent_by_an_older_rsync() {
  need_root
  a_tree
  find "$top/source/data" -exec touch -h -d '2020-02-02 02:02:02' {} +
  # shellcheck disable=SC2016
  rsync_of_source '[[ $1 == --server || $1 == --version || $1 == --confine-root* ]] || set -- --protocol=30 "$@"
exec /usr/bin/rsync "$@"'
  transfer
  expect_replica
  rm -r "$top/source/data/folder"
  echo changed >"$top/source/data/-n"
  find "$top/source/data" -exec touch -h -d '2021-02-02 02:02:02' {} +
  transfer
  expect_replica
}

test_a_source_with_an_older_rsync_is_served_by_tls() {
  sent_by_an_older_rsync
}

test_a_source_with_an_older_rsync_is_served_by_ssh() {
  by_ssh
  sent_by_an_older_rsync
}

test_a_source_of_volsyncs_with_an_older_rsync_is_served() {
  need_root
  echo one >"$top/source/data/one"
  ln -s one "$top/source/data/link"
  find "$top/source/data" -exec touch -h -d '2020-02-02 02:02:02' {} +
  on destination start receive
  listening
  rsync() { command rsync --protocol=30 "$@"; }
  volsync_tls_client
  unset -f rsync
  on destination finish
  expect_exit 0
  expect_equal "$(<"$top/destination/data/one")" one
  expect_equal "$(readlink "$top/destination/data/link")" one
}

# An rsync that nobody can speak to any more: says so, and does not try for ever.
meets_an_unknown_protocol() {
  echo x >"$top/source/data/x"
  # shellcheck disable=SC2016
  printf '#!/bin/bash\n[[ $1 == --server ]] || exec /usr/bin/rsync "$@"\nprintf "\\x13\\0\\0\\0" && exec cat >/dev/null\n' >"$top/rsync"
  chmod 755 "$top/rsync"
  mounts+=(--ro-bind "$top/rsync" /opt/bin/rsync)
  on destination start receive
  listening
  on source mover CONNECT_TIMEOUT=5 send
  ((status != 0)) || complain "a failure"
  expect_report '.outcome == "Failed"'
  expect_log '^protocol version mismatch'
  stop destination
}

test_an_rsync_of_unknown_protocol_is_named_by_tls() {
  meets_an_unknown_protocol
}

test_an_rsync_of_unknown_protocol_is_named_by_ssh() {
  by_ssh
  meets_an_unknown_protocol
}

# says_by_tls BYTES: as one who has the key; sets answer.
says_by_tls() {
  printf '%s\n' "client = yes" "connect = 127.0.0.1:$port" "ciphers = kPSK" "PSKsecrets = $top/source/keys/psk.txt" \
    "debug = err" "syslog = no" >"$top/client"
  answer=$(printf '%b' "$1" | timeout 30 python3 -IS "$image/lib/bridge.py" "$top/client" 2>/dev/null | tr -d '\0') || true
}

test_a_peer_that_speaks_another_language_is_refused_in_words() {
  on destination start receive
  listening
  local words
  for words in 'HELLO 1\n' '\x13\0\0\0' 'BSNC\0\0\0\0' 'SCRI\n' 'SCRIBE-RSYNC 1 scribe sing\n' '\x20\0\0\0' 'SCRIBE-RSYNC 2 scribe talk\nhello 2\n' \
    'SCRIBE-RSYNC 1 scribe talk\nsing\n' 'SCRIBE-RSYNC 1 scribe talk\nkeep id\n'; do
    says_by_tls "$words"
    [[ $answer != *end* ]] || complain "no answer to $words, found $answer"
  done
  until_true 10 refusals 9
  still_serves
}

# refusals NUMBER: so many are in the log.
refusals() { (($(grep -c -e 'ERROR: refused a connection' "$top/destination/log") >= $1)); }

# meets_another_version FILE SED-COMMAND: a destination in which FILE is changed.
meets_another_version() {
  sed "$2" "$image/lib/$1" >"$top/changed"
  ! cmp -s "$image/lib/$1" "$top/changed" || complain "a change of $1"
  mounts+=(--ro-bind "$top/changed" "/mover-rsync/lib/$1")
  on destination start receive
  unset 'mounts[-1]' 'mounts[-1]' 'mounts[-1]'
  listening
  echo x >"$top/source/data/x"
  on source mover CONNECT_TIMEOUT=20 send
  expect_failure 1 Misconfigured
  expect_report '.message | test("speaks version .* version .*: update the older one")'
  [[ ! -e $top/destination/data/x ]] || complain "nothing to be sent"
  stop destination
}

test_a_destination_of_another_version_refuses_in_words_by_tls() {
  meets_another_version session.py 's/^VERSION = .*/VERSION = "2"/'
}

test_a_destination_of_another_version_refuses_in_words_by_ssh() {
  by_ssh
  meets_another_version session.py 's/^VERSION = .*/VERSION = "2"/'
}

test_a_destination_of_another_version_is_refused_in_words_by_tls() {
  meets_another_version steps/receive.sh 's/scribe-rsync 1/scribe-rsync 2/'
}

test_a_destination_of_another_version_is_refused_in_words_by_ssh() {
  by_ssh
  meets_another_version steps/receive.sh 's/scribe-rsync 1/scribe-rsync 2/'
}
