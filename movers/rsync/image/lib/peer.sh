# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Who is on the other side, and is it there? A destination of ours answers "scribe hello" with what a source
# needs to know; VolSync's refuses that, each in its way, and is then spoken to as VolSync's source does.

declare -A peer=() # what the destination said of itself; empty for VolSync's
peer_kind=''       # ours or volsync
connect=()         # the command that takes the place of ssh
peer_said=''       # why it could not be reached
peer_class=''
round_trip=''      # milliseconds, if it was measured

prepare_client() {
  if [[ $TRANSPORT == ssh ]]; then prepare_ssh_client; else prepare_tls_client; fi
}

# await_peer: waits until the destination is ready, no longer than CONNECT_TIMEOUT.
await_peer() {
  local deadline=$((SECONDS + CONNECT_TIMEOUT)) wait=0 told=0 refused=0
  while ((!cancelled)); do
    ! reach_peer || return 0
    [[ $peer_class == Unreachable ]] || refused=$((refused + 1))
    ((refused < 2)) || break
    ((SECONDS + wait < deadline)) || break
    ((told)) || log "Waiting for the destination $DESTINATION_ADDRESS:$DESTINATION_PORT: $peer_said"
    told=1
    pause "$wait.3"
    wait=$((wait < 5 ? wait + 1 : 5))
  done
  give_up "$peer_class" "cannot use the destination $DESTINATION_ADDRESS:$DESTINATION_PORT: $peer_said"
}

# reach_peer: one attempt; sets peer, peer_kind, connect or peer_said and peer_class.
reach_peer() {
  peer=() peer_kind=''
  if [[ $TRANSPORT == ssh ]]; then reach_by_ssh; else reach_by_tls; fi
}

# say_hello: what was said is in $work_dir/hello; on a failure REPLY is the exit code of the connection.
say_hello() {
  : >"$work_dir/transport.log"
  ask_hello 45
}

# understand_hello: whether the destination, which has answered, speaks our language.
understand_hello() {
  local name value
  while read -r name value; do peer[$name]=$value; done <"$work_dir/hello"
  peer_kind=ours
  [[ ${peer[scribe-rsync]:-} != "$VERSION" ]] || return 0
  peer_class=Misconfigured
  peer_said="it speaks version ${peer[scribe-rsync]:-?} of the protocol, this source version $VERSION: update the older one"
  return 1
}

# refused_by_peer: whether a destination of ours has said why it won't talk.
refused_by_peer() {
  peer_said=$(sed -n 's/^refused //p' "$work_dir/hello" | head -c 300 | tr -c ' -~' '?')
  peer_class=Misconfigured
  [[ -n $peer_said ]]
}

reach_by_ssh() {
  local status said
  if say_hello; then
    understand_hello
    return
  fi
  status=$REPLY said=$(said_in "$work_dir/talk.err")
  ! refused_by_peer || return 1
  if ((status == 255)) || ((status > 123)); then
    peer_said=${said:-no answer}
    failure_class "$peer_said"
    peer_class=$REPLY
    [[ $peer_class != Unknown ]] || peer_class=Unreachable
    [[ $peer_class != WrongCredentials ]] || explain_ssh
    return 1
  fi
  if [[ $(<"$work_dir/hello") == "Invalid command"* || $said == *"Invalid command"* ]]; then
    peer_kind=volsync
    return 0
  fi
  peer_class=Unknown peer_said="unexpected answer: $(head -c 200 "$work_dir/hello" | tr -c ' -~' '?') $said"
  return 1
}

explain_ssh() {
  case $peer_said in
    *publickey*) peer_said="it does not accept the key \"source\"; is \"source.pub\" in its Secret the same pair's? ($peer_said)" ;;
    *) peer_said="its host key is not the one in \"destination.pub\" ($peer_said)" ;;
  esac
}

reach_by_tls() {
  local number
  for number in "${!identities[@]}"; do
    use_tls_client "$number+scribe"
    if say_hello; then
      understand_hello
      return
    fi
    ! refused_by_peer || return 1
    why_no_tls
    [[ $peer_class == WrongCredentials ]] || return 1
  done
  for number in "${!identities[@]}"; do
    use_tls_client "$number"
    if [[ $volume == block ]] || asks_daemon; then
      peer_kind=volsync
      return 0
    fi
    why_no_tls
    [[ $peer_class == WrongCredentials ]] || return 1
  done
  peer_said="it does not accept the pre-shared key of ${identities[*]}: psk.txt has to hold the same line on both sides"
  return 1
}

# Whether a daemon of rsync answers with its modules.
asks_daemon() {
  : >"$work_dir/transport.log"
  bounded 45 rsync -e "${connect[*]}" peer:: </dev/null >"$work_dir/hello" 2>"$work_dir/talk.err" &&
    grep -q '^control' "$work_dir/hello"
}

# why_no_tls: sets peer_class and peer_said from what stunnel has written.
why_no_tls() {
  peer_said=$(grep -h 'LOG[0-3]\[[0-9]' "$work_dir/transport.log" | sed 's/^.*LOG[0-9]\[[^]]*\]: //' | tr '\n' ' ')
  [[ -n $peer_said ]] || peer_said=$(tr '\n' ' ' <"$work_dir/talk.err")
  failure_class "$peer_said"
  peer_class=$REPLY
  [[ $peer_class != Unknown ]] || peer_class=Unreachable
  : "${peer_said:=no answer}"
}
