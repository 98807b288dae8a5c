# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# What faults.sh and credentials.sh have by TLS, by ssh.

test_a_full_destination_is_out_of_space_on_both_sides_by_ssh() {
  by_ssh
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  sandbox=(--size 1000000 --tmpfs /data --chmod 0777 /data)
  on destination start receive
  sandbox=()
  listening
  on source mover send
  expect_failure 1 OutOfSpace
  expect_report '.section.problems | any(test("No space left on device"))'
  on destination finish
  expect_failure 1 OutOfSpace
}

test_a_missing_key_is_named_by_ssh() {
  by_ssh
  local side name step
  while read -r side step name; do
    mv "$top/$side/keys/$name" "$top/key"
    on "$side" mover "$step"
    expect_failure 1 Misconfigured
    expect_report '.message | contains($words)' --arg words "SSH key not found - /keys/$name"
    mv "$top/key" "$top/$side/keys/$name"
  done <<'KEYS'
source send source
source send destination.pub
destination receive destination
destination receive source.pub
KEYS
}

test_a_read_only_destination_is_misconfigured_by_ssh() {
  by_ssh
  sandbox=(--ro-bind "$top/destination/data" /data)
  on destination mover receive
  expect_failure 1 Misconfigured
  expect_report '.message | test("read-only")'
}
