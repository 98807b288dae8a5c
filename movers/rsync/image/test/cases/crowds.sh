# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Strangers who keep connections busy, and who try what a daemon of rsync may do.

# dripping NUMBER HEX: opens connections that say the first of these bytes, and one more every half second.
dripping() {
  python3 -c '
import resource, socket, sys, time
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
port, number, words = int(sys.argv[1]), int(sys.argv[2]), bytes.fromhex(sys.argv[3])
connections, told = [], 0
deadline = time.monotonic() + 120
for turn in range(240):
    while len(connections) < number:
        connections.append((socket.create_connection(("127.0.0.1", port)), turn))
    for one in list(connections):
        try:
            one[0].send(words[(turn - one[1]) % len(words) :][:1])
        except OSError:
            connections.remove(one)
    if turn == 4:
        print("dripping", flush=True)
    time.sleep(0.5)
' "$port" "$1" "$2" >"$top/dripping" 2>&1 &
  started+=("$!")
  until_true 60 test -s "$top/dripping"
  expect_equal "$(<"$top/dripping")" dripping
}

# More than what stunnel takes with the 1024 open files that processes begin with in most places.
test_connections_that_drip_do_not_stop_the_service_by_tls() {
  local files
  (($(ulimit -H -n) >= 4096)) || { echo "no more than $(ulimit -H -n) open files here" && exit 77; }
  files=$(ulimit -S -n)
  ulimit -S -n 1024
  on destination start receive
  ulimit -S -n "$files"
  listening
  dripping 700 16030103ff010003fb0303000102030405060708090a0b0c0d0e0f1011121314
  still_serves
}

test_connections_that_drip_do_not_stop_the_service_by_ssh() {
  by_ssh
  on destination start receive
  listening
  dripping 60 5353482d322e302d4f70656e5353485f392e37
  still_serves
}

test_more_connections_than_the_ssh_server_takes_do_not_keep_the_source_out() {
  by_ssh
  on destination start receive
  listening
  python3 -c '
import socket, sys, time
crowd = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(320)]
print("open", flush=True)
time.sleep(120)
' "$port" >"$top/crowd" &
  started+=("$!")
  until_true 60 test -s "$top/crowd"
  settings+=(CONNECT_TIMEOUT=90)
  still_serves
}

# as_volsyncs_source: a client of the daemon; sets there.
as_volsyncs_source() {
  local inside=$port
  free_port
  {
    stunnel_settings source
    printf '%s\n' "[rsync]" "ciphers = PSK" "PSKsecrets = $top/source/keys/psk.txt" "client = yes" \
      "accept = 127.0.0.1:$port" "connect = 127.0.0.1:$inside"
  } >"$top/source/attacker.conf"
  stunnel "$top/source/attacker.conf" &
  started+=("$!")
  until_true 20 grep -q 'Configuration successful' "$top/source/stunnel.log"
  there=rsync://127.0.0.1:$port
  port=$inside
}

# in_vain ARGUMENT…: rsync fails, or does nothing of it.
in_vain() {
  timeout 60 rsync "$@" >"$top/said" 2>&1 || true
  [[ ! -e $top/got && ! -e $top/destination/stop/evil && ! -e $top/destination/evil && ! -e $top/destination/keys/evil ]] ||
    complain "nothing to be read or written by: $*"
}

test_a_source_of_volsyncs_reaches_nothing_but_the_volume() {
  need_root
  local there place
  echo secret >"$top/destination/data/secret"
  on destination start receive
  listening
  as_volsyncs_source
  echo evil >"$top/evil"
  chmod 777 "$top/destination"/{stop,keys}
  for place in / /etc /tmp /stop other 'data/../stop' 'data/../../stop' 'data//stop' 'data/./../stop' 'control/../../stop' \
    'control/..' 'data/x/../../stop' 'data/..' 'data/%2e%2e/stop' 'data/../keys' '../stop'; do
    in_vain "$top/evil" "$there/$place/evil"
    in_vain "$top/evil" "$there/$place/"
  done
  mkdir -p "$top/tree/stop" && echo evil >"$top/tree/stop/evil"
  (cd "$top/tree" && in_vain -aR stop/evil "$there/data/../")
  ln -s /stop "$top/tree/out"
  ln -s ../stop "$top/tree/relative"
  rsync -a "$top/tree/out" "$top/tree/relative" "$there/data/" # which munges them
  for place in out relative; do
    in_vain "$top/evil" "$there/data/$place/evil"
    in_vain -K "$top/tree/stop/" "$there/data/$place"
    in_vain --keep-dirlinks --inplace "$top/evil" "$there/data/$place/"
  done
  in_vain --temp-dir=/stop "$top/evil" "$there/data/"
  in_vain --backup --backup-dir=/stop "$top/evil" "$there/data/evil"
  in_vain --partial-dir=/stop "$top/evil" "$there/data/evil"
  in_vain -M--log-file=/stop/evil "$top/evil" "$there/data/"
  in_vain -M--config=/stop/evil -M--daemon "$top/evil" "$there/data/"
  in_vain "$there/data/secret" "$top/got"
  in_vain "$there/control/" "$top/got"
  in_vain --link-dest=/etc "$there/data/" "$top/got"
  ! grep -q secret "$top/said" || complain "that nothing can be listed"
  rm -rf "$top/destination/data"/{evil,out,relative,secret,stop}
  still_serves
  [[ ! -e $top/destination/stop/evil ]] || complain "nothing outside the volume"
}
