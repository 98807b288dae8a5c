# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# Somebody who has no key, and somebody who has the source's key and is up to no good.

# attack_ssh COMMAND…: with the source's key; sets answer and code.
attack_ssh() {
  code=0
  answer=$("${ssh[@]}" root@127.0.0.1 "$@" 2>&1 </dev/null) || code=$?
}

test_a_key_of_the_source_gives_no_shell_no_commands_and_no_forwarding() {
  by_ssh
  on destination start receive
  listening
  volsync_ssh_options
  local command
  for command in id 'rsync --server --sender -vlogDtpr . .' 'rsync --server --daemon .' 'rsync --server -vlogDtpr . /tmp' \
    'rsync --server -vlogDtpr . ../tmp' 'rsync --server -vlogDtpr --log-file=/tmp/x . .' 'rsync --server -vlogDtprL . .' \
    'rsync --server -vlogDtpr --backup-dir=/tmp . .' 'rsync --server -vlogDtpr --partial-dir=/tmp . .' \
    'rsync --server -vlogDtpr --temp-dir=/tmp . .' 'rsync --server -vlogDtpr . . && id' 'rsync; id' 'diskrsync --target /etc/x' \
    'shutdown 0; id' 'shutdown 999999' 'scribe digest 1' 'bash -i'; do
    attack_ssh "$command"
    [[ $code != 0 && $answer != *uid=* ]] || complain "$command to be refused, found exit $code: $answer"
  done
  attack_ssh
  [[ $code != 0 ]] || complain "no shell"
  code=0
  "${ssh[@]}" -S none -N -o ExitOnForwardFailure=yes -R 127.0.0.1:0:127.0.0.1:1 root@127.0.0.1 2>/dev/null || code=$?
  [[ $code != 0 ]] || complain "no forwarding"
  expect_log_of_destination 'Invalid command: id'
  still_serves
}

test_a_link_leads_no_transfer_out_of_the_volume() {
  by_ssh
  on destination start receive
  listening
  volsync_ssh_options
  ln -s /stop "$top/source/data/out"
  rsync -a -e "${ssh[*]}" "$top/source/data/" root@127.0.0.1:.
  mkdir "$top/source/data/real"
  echo evil >"$top/source/data/real/evil"
  local code
  for place in out out/ out/. ./out/../out /stop ../stop; do
    code=0
    rsync -a -e "${ssh[*]}" "$top/source/data/real/evil" "root@127.0.0.1:$place" || code=$?
    [[ ! -e $top/destination/stop/evil ]] || complain "nothing outside the volume by $place"
  done
  mkdir -p "$top/source/tree/out"
  echo evil >"$top/source/tree/out/evil"
  (cd "$top/source/tree" && rsync -aR --no-implied-dirs -e "${ssh[*]}" out/evil root@127.0.0.1:.) || true
  (cd "$top/source/tree" && rsync -aK -e "${ssh[*]}" out root@127.0.0.1:.) || true
  [[ ! -e $top/destination/stop/evil ]] || complain "nothing outside the volume"
  rm -r "$top/source/data"/*
  still_serves
}

test_who_has_no_pre_shared_key_neither_gets_in_nor_stops_the_service() {
  on destination start receive
  listening
  printf 'SCRIBE-RSYNC 1 scribe finish Succeeded\n' | timeout 5 bash -c 'exec 5<>"/dev/tcp/127.0.0.1/$0"; cat >&5; timeout 2 cat <&5' "$port" || true
  timeout 5 openssl s_client -connect "127.0.0.1:$port" -psk_identity volsync -psk 00112233445566778899aabbccddeeff </dev/null >"$top/said" 2>&1 || true
  ! grep -q 'Cipher is TLS' "$top/said" || complain "no session without the key"
  head -c 100000 /dev/urandom | timeout 5 bash -c 'exec 5<>"/dev/tcp/127.0.0.1/$0"; cat >&5' "$port" || true
  still_serves
}

test_only_the_newest_protocol_is_spoken() {
  on destination start receive
  listening
  local key
  key=$(cut -d: -f2 "$top/source/keys/psk.txt")
  timeout 5 openssl s_client -connect "127.0.0.1:$port" -psk_identity volsync -psk "$key" -tls1_2 </dev/null >"$top/said" 2>&1 || true
  ! grep -q '^[A-Z][a-z]*, TLSv1.2' "$top/said" || complain "no TLS 1.2"
  timeout 5 openssl s_client -connect "127.0.0.1:$port" -psk_identity volsync -psk "$key" -tls1_3 </dev/null >"$top/said" 2>&1 || true
  grep -q '^[A-Z][a-z]*, TLSv1.3' "$top/said" || complain "TLS 1.3"
  still_serves
}

test_who_has_the_pre_shared_key_cannot_read_the_volume() {
  echo secret >"$top/destination/data/secret"
  on destination start receive
  listening
  printf '%s\n' "client = yes" "connect = 127.0.0.1:$port" "ciphers = kPSK" "PSKsecrets = $top/source/keys/psk.txt" >"$top/client"
  ! rsync -e "bash $image/lib/connect.sh $top/client" peer::data/secret "$top/got" || complain "no reading through the daemon"
  ! rsync -e "bash $image/lib/connect.sh $top/client" peer:secret "$top/got" || complain "no reading"
  [[ ! -e $top/got ]] || complain "nothing read"
  still_serves
}

# silent_connections NUMBER: opens connections that say nothing, and keeps them open.
silent_connections() {
  python3 -c '
import socket, sys, time
open_ones = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(int(sys.argv[2]))]
print("open", flush=True)
time.sleep(120)
' "$port" "$1" >"$top/silent" &
  started+=("$!")
  until_true 30 test -s "$top/silent"
}

test_a_crowd_that_says_nothing_does_not_stop_the_service_by_tls() {
  on destination start receive
  listening
  silent_connections 150
  still_serves
}

test_a_crowd_that_says_nothing_does_not_stop_the_service_by_ssh() {
  by_ssh
  on destination start receive
  listening
  silent_connections 150
  still_serves
}
