# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# receive: listens until a source has finished.

listener=''

step_receive() {
  if [[ $volume == filesystem && ! -w $DATA_DIR ]]; then
    give_up Misconfigured "$DATA_DIR cannot be written to by user $EUID: its file system is read-only, or it belongs to others"
    return
  fi
  prepare_sessions
  "listen_$TRANSPORT"
  await_source || return
  log "Shutting down..."
  settle
}

# What the sessions need to know (see session.py), and the pipes to and from them.
prepare_sessions() {
  local options='' device=''
  cd "$work_dir" || return
  chmod 700 "$work_dir"
  mkfifo events ack
  exec {events}<>events {acks}<>ack
  : >sessions
  printf '%s\n' "scribe-rsync 1" "keeps 1" "volume $volume" "privileged $PRIVILEGED_MOVER" >hello
  if [[ $volume == block ]]; then
    size_of_device
    printf '%s\n' "size $REPLY" >>hello
  else
    python3 -IS "$image_dir/lib/abilities.py" "$DATA_DIR" >>hello
    printf '%s\n' "compares 1" >>hello
    ((!IN_PLACE)) || printf '%s\n' "inplace 1" >>hello
    ! grep -q '^super 0' hello || options+=" --no-super"
    if rsync --confine-root=/ --version >/dev/null 2>&1; then
      options+=" --confine-root=$DATA_DIR"
    else
      log "WARNING: rsync is older than 3.5: it does not confine itself to the volume if a source plants links"
    fi
    [[ ! -e $DATA_DIR/$partial_folder ]] || interrupted=1
  fi
  printf '%s\n' "path=$PATH" "data=$DATA_DIR" "volume=$volume" "device=$BLOCK_DEVICE" "options=$options" >settings
}

# await_source: takes the events of the sessions, until one of them is the last.
await_source() {
  local event partial='' began=$SECONDS told=$SECONDS seen=0 status
  until_listening || return
  log "Waiting for connection..."
  while ((!cancelled)); do
    status=0
    IFS= read -r -t 1 -u "$events" event || status=$?
    event=$partial$event partial=''
    if ((status > 128)); then
      partial=$event # the second may be over in the middle of a line
    elif ((status == 0)); then
      case $event in
        'log '*) log "${event#log }" ;;
        hello) ((seen)) || log "Connected to a source" ; seen=1 ;;
        complete) return 0 ;;
        'shutdown '*)
          take_shutdown "${event#shutdown }"
          return
          ;;
        'finish '*)
          take_finish "${event#finish }"
          return
          ;;
        'fail '*)
          take_failure "${event#fail }"
          return
          ;;
      esac
    else
      break
    fi
    kill -0 "$listener" 2>/dev/null || { listener_failed || return; }
    [[ $TRANSPORT != tls ]] || follow_new_keys
    if ((LISTEN_TIMEOUT && SECONDS - began >= LISTEN_TIMEOUT)); then
      give_up Unreachable "no source has finished within $LISTEN_TIMEOUT seconds"
      return
    fi
    if ((SECONDS - told >= WAIT_SECONDS)); then
      told=$SECONDS
      : >transport.log # strangers fill it
      log_progress "Waiting for a source since $((SECONDS - began)) seconds, without limit; port $LISTEN_PORT"
    fi
  done
  give_up Cancelled "stopped while waiting for a source"
}

readonly WAIT_SECONDS=300

# until_listening: the port is open.
until_listening() {
  until grep -q -e 'Server listening on' -e 'Configuration successful' transport.log || ((cancelled)); do
    kill -0 "$listener" 2>/dev/null || { listener_failed || return; }
    sleep 0.02
  done
}

listener_failed() {
  give_up Misconfigured "cannot listen on port $LISTEN_PORT: $(grep -E 'LOG[0-3]\[|rror|annot|fatal|Bind' transport.log | tail -n 3 | tr '\n' ' ')"
}

# take_shutdown CODE: the last word of VolSync's source.
take_shutdown() {
  log "Initiating shutdown. Exit code: $1"
  (($1 == 0)) || stop_listener
  (($1 == 0)) || give_up Unknown "the source has ended with code $1"
}

# take_finish TEXT: the last word of a source of ours: its outcome and its figures.
take_finish() {
  local outcome pair
  local -a words
  read -r -a words <<<"$1"
  for pair in "${words[@]:1}"; do
    [[ $pair =~ ^([a-zA-Z]+)=([0-9]{1,18})$ ]] || continue
    if [[ ${BASH_REMATCH[1]} == interrupted ]]; then
      interrupted=$((interrupted | BASH_REMATCH[2]))
    else
      note figures "{\"${BASH_REMATCH[1]}\":${BASH_REMATCH[2]}}"
    fi
  done
  [[ ${words[0]} != Warning ]] || step_outcome=Warning step_message="the source has reported a warning: see its own report"
  ack_due=1
}

ack_due=0

# take_failure TEXT: a source of ours has failed, and says why.
take_failure() {
  local class=${1%% *} text=${1#* }
  echo done >&"$acks"
  case $class in
    WrongCredentials | Unreachable | OutOfSpace | SourceIncomplete | Misconfigured | Damaged | Unknown) ;;
    *) class=Unknown ;;
  esac
  give_up "$class" "the source has failed: $text" || true
  stop_listener
  return 1
}

# settle: lets the transfers end, puts right what they left, and brings all of it to the disk.
settle() {
  local counted
  flock -x -w 30 sessions true || log "WARNING: a connection is still open; it is closed now"
  if [[ $volume == filesystem ]]; then
    tell_of_daemon
    if [[ -e munged ]]; then
      counted=$(python3 -IS "$image_dir/lib/links.py" "$DATA_DIR") || {
        give_up Unknown "could not restore symbolic links that rsync had munged"
        return
      }
      log "Restored $counted symbolic links"
    fi
    remove_partial_files
    bring_to_disk -f "$DATA_DIR" || return
  else
    bring_to_disk "$BLOCK_DEVICE" || return
  fi
  if ((ack_due)); then
    printf '%s\n' done done done done >&"$acks" # the source asks again if its connection breaks just now
    until_read || true
  fi
  stop_listener
  [[ -n $step_message ]] || step_message="received what the source has"
  if [[ $TRANSPORT == ssh ]]; then log "Exiting... Exit code: 0"; else log "Sync complete, exiting."; fi
}

# bring_to_disk ARGUMENT…: with sync, which is when storage says what it could not write.
bring_to_disk() {
  local said
  said=$(sync "$@" 2>&1) && return
  failure_class "$said"
  give_up "$REPLY" "what was received could not be brought to the disk: $said"
}

# until_read: the session that brought the last word has had its answer when nobody holds its lock any more, and has
# passed it on when it has ended.
until_read() {
  local deadline=$((SECONDS + 5))
  flock -x -w 10 talking true
  until [[ -z $(cat -- "/proc/$listener/task/$listener/children" 2>/dev/null) ]] || ((SECONDS > deadline)); do
    sleep 0.02
  done
}

# The lines of a daemon of rsync that people look for, and its complaints.
tell_of_daemon() {
  local line
  [[ -e rsyncd.log ]] || return 0
  while IFS= read -r line; do log "$line"; done < <(grep -E 'sent [0-9,]+ bytes|rsync error|failed|\(28\)' rsyncd.log | tail -n 40)
}

# After an interruption there may be parts of files that nobody asks for any more.
remove_partial_files() {
  local marker=$DATA_DIR/$partial_folder
  [[ -e $marker ]] || return 0
  touch -r "$DATA_DIR" times
  if ((interrupted)); then
    find "$DATA_DIR" -xdev -depth -type d -name "$partial_folder" -exec rm -rf -- {} +
  else
    rm -rf -- "$marker"
  fi
  touch -r times -- "$DATA_DIR" 2>/dev/null || true
}

stop_listener() {
  end_child "$listener"
}
