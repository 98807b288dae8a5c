# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# A volume without a file system. A file stands for the device: diskrsync treats both alike.

# devices SOURCE DESTINATION: their sizes.
devices() {
  need_device
  head -c "$1" /dev/urandom >"$top/source/device"
  head -c "$2" /dev/zero >"$top/destination/device"
  chmod 666 "$top"/*/device
}

need_device() {
  settings+=(BLOCK_DEVICE=/dev/block)
}

# with_device SIDE COMMAND…: the side's device is there.
with_device() {
  sandbox=(--dev-bind "$(readlink -f -- "$top/$1/device")" /dev/block)
  on "$@"
  sandbox=()
}

same_devices() { cmp "$top/source/device" "$top/destination/device"; }

block_transfer() {
  with_device destination start "$@" receive
  listening
  with_device source mover "$@" send
  expect_exit 0
  expect_log 'completed in'
  source_report=$report
  on destination finish
  expect_exit 0
  same_devices
}

# From the checksums of one byte, of two and so on, each byte could be guessed.
test_a_device_can_not_be_read_by_its_checksums() {
  local number code
  by_ssh
  devices 100000 100000
  with_device destination start receive
  listening
  volsync_ssh_options
  for ((number = 1; number < 9; number++)); do
    code=0
    "${ssh[@]}" root@127.0.0.1 scribe digest "$number" >"$top/answer" 2>&1 </dev/null || code=$?
    if ((number <= 5)); then
      grep -qx '[0-9a-f]\{64\}' "$top/answer" || complain "checksum $number"
    else
      ((code)) || complain "no checksum $number, found $(<"$top/answer")"
    fi
  done
  grep -q 'enough for one transfer' "$top/destination/log"
  with_device source mover send
  expect_exit 0
  on destination finish
  expect_exit 0
  same_devices
}

test_a_block_device_arrives_by_tls_and_is_verified() {
  devices 3000000 4000000
  truncate -s 4000000 "$top/source/device"
  block_transfer VERIFY=1
  expect_log 'Destination PVC volumeMode is block'
  printf change | dd of="$top/source/device" bs=1 seek=1234567 conv=notrunc status=none
  block_transfer VERIFY=1
  jq -e '.figures | .bytesTotal == 4000000 and .bytesSent > 0 and .bytesSent < 1000000' <<<"$source_report"
}

test_a_device_that_is_larger_than_its_source_arrives() {
  local loop
  need_root
  [[ -w /dev/loop-control ]] || { echo "no loop devices here" && exit 77; }
  devices 3000320 4194304
  mv "$top/destination/device" "$top/destination/content"
  loop=$(losetup --show --find "$top/destination/content")
  ln -s "$loop" "$top/destination/device"
  with_device destination start receive
  listening
  with_device source mover VERIFY=1 send
  losetup --detach "$loop"
  expect_exit 0
  expect_report '.section.verified'
  on destination finish
  expect_exit 0
  cmp -n 3000320 "$top/source/device" "$top/destination/content"
}

test_a_device_that_cannot_be_opened_is_named() {
  [[ $EUID != 0 ]] || capabilities=()
  devices 1000000 1000000
  chmod 0 "$top"/*/device
  with_device source mover PRIVILEGED_MOVER=0 send
  expect_failure 1 Misconfigured
  expect_report ".message | test(\"^/dev/block can't be read by user\")"
  with_device destination mover PRIVILEGED_MOVER=0 receive
  expect_failure 1 Misconfigured
  expect_report ".message | test(\"^/dev/block can't be written by user\")"
}

test_a_block_device_arrives_by_ssh() {
  by_ssh
  devices 3000000 3000000
  block_transfer
}

test_a_smaller_destination_is_refused_before_anything_is_written() {
  devices 3000000 2000000
  with_device destination start receive
  listening
  with_device source mover send
  expect_failure 1 Misconfigured
  expect_report '.message | test("3000000 bytes.*2000000")'
  on destination finish
  expect_failure 1 Misconfigured
  [[ $(head -c 100 "$top/destination/device" | tr -d '\0' | wc -c) == 0 ]] || complain "nothing written"
}

test_volumes_of_different_modes_are_refused() {
  devices 1000000 1000000
  on destination start receive
  listening
  with_device source mover send
  expect_failure 1 Misconfigured
  expect_report '.message | test("mode block.*filesystem")'
}

test_nothing_listens_in_the_clear() {
  devices 1000000 1000000
  with_device destination start receive
  listening
  local ports
  ports=$(find "/proc/${child_of[destination]}/root" -maxdepth 0 >/dev/null && ss_ports)
  expect_equal "$ports" "$port"
}

# ss_ports: the ports that processes of the destination listen on.
ss_ports() {
  python3 - "${child_of[destination]}" <<'PROGRAM'
import os, re, sys
space = os.stat("/proc/%s/ns/pid" % sys.argv[1]).st_ino
inodes = set()
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        if os.stat("/proc/%s/ns/pid" % pid).st_ino == space:
            for descriptor in os.listdir("/proc/%s/fd" % pid):
                found = re.match(r"socket:\[(\d+)\]", os.readlink("/proc/%s/fd/%s" % (pid, descriptor)))
                if found:
                    inodes.add(found.group(1))
    except OSError:
        pass
for name in ("/proc/net/tcp", "/proc/net/tcp6"):
    for line in open(name).readlines()[1:]:
        words = line.split()
        if words[3] == "0A" and words[9] in inodes:
            print(int(words[1].split(":")[1], 16))
PROGRAM
}

test_after_a_broken_connection_a_block_device_is_tried_again() {
  devices 4000000 4000000
  with_device destination start receive
  listening
  local inside=$port
  free_port
  python3 "$here/lib/proxy.py" "$port" "$inside" --cut 1000000 --once &
  started+=("$!")
  with_device source mover "DESTINATION_PORT=$port" send
  expect_exit 0
  expect_log 'Retrying in'
  on destination finish
  expect_exit 0
  same_devices
}

test_our_source_sends_a_block_device_to_volsyncs_destination_by_ssh() {
  need_root
  by_ssh
  devices 2000000 2000000
  volsync_ssh_server
  with_device source mover send
  expect_exit 0
  same_devices
}

test_volsyncs_source_sends_a_block_device_to_our_destination_by_ssh() {
  by_ssh
  devices 2000000 2000000
  with_device destination start receive
  listening
  volsync_ssh_options
  printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(type -P ssh)" "$top/source/peer/config" >"$top/ssh" # diskrsync starts ssh itself
  chmod 755 "$top/ssh"
  PATH=$top:${DISKRSYNC%/*}:$PATH timeout 60 diskrsync "$top/source/device" root@127.0.0.1:/dev/block
  "${ssh[@]}" root@127.0.0.1 shutdown 0
  on destination finish
  expect_exit 0
  same_devices
}

# stunnel ahead of a diskrsync that serves one connection.
test_our_source_sends_a_block_device_to_volsyncs_destination_by_tls() {
  devices 2000000 2000000
  {
    stunnel_settings destination
    printf '%s\n' "[diskrsync]" "accept = 127.0.0.1:$port" "ciphers = kPSK" "PSKsecrets = $top/destination/keys/psk.txt" \
      "sslVersionMin = TLSv1.3" "exec = $DISKRSYNC" "execArgs = diskrsync --target --no-compress $top/destination/device"
  } >"$top/destination/stunnel.conf"
  stunnel "$top/destination/stunnel.conf" &
  started+=("$!")
  until_true 20 grep -q 'Configuration successful' "$top/destination/stunnel.log"
  with_device source mover send
  expect_exit 0
  same_devices
  expect_equal "$(grep -c 'Connection closed:' "$top/destination/stunnel.log")" 1
}

test_volsyncs_source_sends_a_block_device_to_our_destination_by_tls() {
  devices 2000000 2000000
  with_device destination start receive
  listening
  {
    stunnel_settings source | grep -v foreground
    printf '%s\n' "client = yes" "connect = 127.0.0.1:$port" "ciphers = PSK" "PSKsecrets = $top/source/keys/psk.txt"
  } >"$top/client"
  mkfifo "$top/there" "$top/back"
  python3 "$image/lib/bridge.py" "$top/client" <"$top/there" >"$top/back" &
  timeout 60 "$DISKRSYNC" --source "$top/source/device" >"$top/there" <"$top/back"
  on destination finish
  expect_exit 0
  same_devices
}
