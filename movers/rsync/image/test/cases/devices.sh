# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Devices: what goes wrong behind the back of diskrsync, and VolSync's way over TLS, by TCP connections through stunnel.

# two_devices SIZE: files stand for them.
two_devices() {
  settings+=(BLOCK_DEVICE=/dev/block)
  head -c "$1" /dev/urandom >"$top/source/device"
  head -c "$1" /dev/zero >"$top/destination/device"
  chmod 666 "$top"/*/device
}

# with_device SIDE COMMAND…: the side's device is there.
with_device() {
  sandbox=(--dev-bind "$top/$1/device" /dev/block)
  on "$@"
  sandbox=()
}

same_devices() { cmp "$top/source/device" "$top/destination/device"; }

# what_verify_finds: storage that spoils what diskrsync has written.
what_verify_finds() {
  two_devices 2000000
  # shellcheck disable=SC2016
  printf '%s\n' '#!/bin/bash' '/opt/real/diskrsync "$@"' 'status=$?' \
    '[[ $* != *--target* ]] || printf spoilt | dd of=/dev/block bs=1 seek=1234567 conv=notrunc status=none' 'exit $status' >"$top/diskrsync"
  chmod 755 "$top/diskrsync"
  mounts+=(--ro-bind "$DISKRSYNC" /opt/real/diskrsync --ro-bind "$top/diskrsync" /opt/bin/diskrsync)
  with_device destination start receive
  listening
  with_device source mover VERIFY=1 send
  expect_failure 1 Damaged
  expect_report '.message | contains("the device at the destination differs from the source")'
  expect_report '.section.verified | not'
  on destination finish
  expect_failure 1 Damaged
}

test_a_device_that_differs_after_the_transfer_is_damaged_by_tls() {
  what_verify_finds
}

test_a_device_that_differs_after_the_transfer_is_damaged_by_ssh() {
  by_ssh
  what_verify_finds
}

# volsync_device_server: sets peer_pid. Behind stunnel one connection is served; the control file ends all.
volsync_device_server() {
  local folder=$top/destination/peer inside outside=$port
  free_port
  inside=$port port=$outside
  mkdir -p "$folder/control"
  rm -f -- "$folder/control/complete" "$top/destination/stunnel.log"
  {
    stunnel_settings destination
    printf '%s\n' "[diskrsync]" "accept = 127.0.0.1:$outside" "connect = 127.0.0.1:$inside" "ciphers = kPSK" \
      "PSKsecrets = $top/destination/keys/psk.txt" "sslVersionMin = TLSv1.3"
  } >"$folder/stunnel.conf"
  python3 -c '
import socket, subprocess, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("listening", flush=True)
connection, _ = server.accept()
server.close()
subprocess.run(sys.argv[3:], stdin=connection, stdout=connection, check=True)
open(sys.argv[2], "w").close()
' "$inside" "$folder/control/complete" "$DISKRSYNC" --target --no-compress "$top/destination/device" >"$folder/listening" 2>"$folder/log" &
  started+=("$!")
  until_true 20 test -s "$folder/listening"
  (
    stunnel "$folder/stunnel.conf" &
    until [[ -e $folder/control/complete ]]; do sleep 0.1; done
    sleep 0.5 # as VolSync, which waits longer
    kill "$!"
  ) &
  peer_pid=$!
  started+=("$peer_pid")
  until_true 20 grep -q 'Configuration successful' "$top/destination/stunnel.log"
}

# volsync_device_client: by a port of this machine.
volsync_device_client() {
  local folder=$top/source/peer outside=$port
  free_port
  mkdir -p "$folder"
  rm -f -- "$top/source/stunnel.log"
  {
    stunnel_settings source
    printf '%s\n' "[diskrsync]" "ciphers = PSK" "PSKsecrets = $top/source/keys/psk.txt" "client = yes" \
      "accept = 127.0.0.1:$port" "connect = 127.0.0.1:$outside"
  } >"$folder/stunnel.conf"
  stunnel "$folder/stunnel.conf" &
  started+=("$!")
  until_true 20 grep -q 'Configuration successful' "$top/source/stunnel.log"
  timeout 60 python3 -c '
import socket, subprocess, sys
connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
subprocess.run(sys.argv[2:], stdin=connection, stdout=connection, check=True)
' "$port" "$DISKRSYNC" --source --verbose "$top/source/device"
  kill "${started[-1]}"
  port=$outside
}

change_device() { printf changed | dd of="$top/source/device" bs=1 seek="$1" conv=notrunc status=none; }

test_our_device_goes_to_volsyncs_listener_twice_by_tls() {
  two_devices 3000000
  volsync_device_server
  with_device source mover send
  expect_exit 0
  wait "$peer_pid" || true
  same_devices
  change_device 1234567
  volsync_device_server
  with_device source mover send
  expect_exit 0
  expect_report '.figures.bytesSent < 1000000'
  wait "$peer_pid" || true
  same_devices
}

test_volsyncs_device_comes_to_our_listener_twice_by_tls() {
  two_devices 3000000
  local round
  for round in 1 2; do
    with_device destination start receive
    listening
    volsync_device_client
    on destination finish
    expect_exit 0
    same_devices
    change_device "$((round * 1000000))"
  done
}
