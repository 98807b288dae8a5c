# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# turned_away CLASS: the source fails so, and the destination goes on waiting.
turned_away() {
  on destination start receive
  listening
  on source mover CONNECT_TIMEOUT=8 send
  expect_failure 1 "$1"
  kill -0 "${pid_of[destination]}"
}

test_another_pre_shared_key_is_wrong_credentials() {
  printf 'volsync:%064d' 1 >"$top/source/keys/psk.txt"
  turned_away WrongCredentials
  expect_no_log '0000000000000000'
}

test_another_identity_is_wrong_credentials() {
  sed -i 's/^volsync/other/' "$top/source/keys/psk.txt"
  turned_away WrongCredentials
}

test_a_missing_pre_shared_key_is_named() {
  rm "$top/source/keys/psk.txt"
  on source mover send
  expect_failure 1 Misconfigured
  expect_log 'ERROR: Pre-shared key not found - /keys/psk.txt'
}

test_two_keys_of_one_identity_are_refused() {
  printf 'volsync:%064d\nvolsync:%064d\n' 1 2 >"$top/destination/keys/psk.txt"
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report ".message | test(\"line 2 has the identity 'volsync' once more\")"
}

test_a_malformed_pre_shared_key_is_named_but_not_shown() {
  printf 'volsync:c0ffee1234' >"$top/destination/keys/psk.txt"
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("psk.txt: line 1")'
  expect_no_log c0ffee
}

test_an_unreadable_pre_shared_key_is_not_called_missing() {
  need_root
  unprivileged=1
  chmod 600 "$top/source/keys/psk.txt"
  on source mover send
  expect_failure 1 Misconfigured
  expect_report '.message | test("not readable by user 65532")'
}

test_keys_of_another_pair_are_wrong_credentials() {
  by_ssh
  cp "$scratch/pairs/source-rsa" "$top/source/keys/source"
  turned_away WrongCredentials
  expect_report '.message | test("source.pub")'
}

test_another_host_key_is_wrong_credentials() {
  by_ssh
  cp "$scratch/pairs/destination-rsa.pub" "$top/source/keys/destination.pub"
  turned_away WrongCredentials
  expect_report '.message | test("host key")'
}

test_swapped_keys_are_named() {
  by_ssh
  mv "$top/source/keys/source" "$top/source/keys/x"
  mv "$top/source/keys/source.pub" "$top/source/keys/source"
  mv "$top/source/keys/x" "$top/source/keys/source.pub"
  on source mover send
  expect_failure 1 Misconfigured
  expect_report '.message | test("source in the Secret of SSH keys is not a private key")'
  mv "$top/destination/keys/destination" "$top/destination/keys/source.pub"
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("destination")'
}

test_a_new_pre_shared_key_replaces_the_old_one_without_breaking_a_sync() {
  local old new
  old=$(<"$top/source/keys/psk.txt")
  new=next:$(printf '%064d' 7)
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  on destination start receive
  listening
  on source start BANDWIDTH_LIMIT=500 COMPRESSION=none send
  until_true 30 test -s "$top/destination/data/large"
  printf '%s\n%s\n' "$new" "$old" >"$top/destination/keys/psk.txt"
  until_true 10 grep -q 'psk.txt has changed: 2 keys' "$top/destination/log"
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
  printf '%s\n%s\n' "$old" "$new" >"$top/source/keys/psk.txt"
  printf '%s\n' "$new" >"$top/destination/keys/psk.txt"
  transfer
}

test_a_list_of_keys_that_turns_bad_leaves_the_keys_from_before() {
  echo x >"$top/source/data/x"
  on destination start receive
  listening
  echo 'no key at all' >"$top/destination/keys/psk.txt"
  until_true 10 grep -q 'holds no valid key; those from before are accepted' "$top/destination/log"
  on source mover send
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}
