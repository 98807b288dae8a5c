# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# send: brings a destination up to date with the source.

step_send() {
  local began=$SECONDS status=0 what=rsync
  prepare_client
  begin_look
  await_peer || return
  if [[ ${peer[volume]:-$volume} != "$volume" ]]; then
    give_up Misconfigured "the source's volume is of mode $volume, the destination's of mode ${peer[volume]}" || status=$?
  elif [[ $volume == block ]]; then
    what=diskrsync
    log "Syncing data to $DESTINATION_ADDRESS:$DESTINATION_PORT ..."
    send_block || status=$?
  else
    log "Syncing data to $DESTINATION_ADDRESS:$DESTINATION_PORT ..."
    send_tree || status=$?
  fi
  [[ $TRANSPORT == tls ]] || what=Rsync
  log "$what completed in $((SECONDS - began))s"
  if ((status == 0)); then
    finish_peer || status=$?
  elif [[ $peer_kind == ours ]] && ((!cancelled)) && [[ $failure != Unreachable ]]; then
    ask 60 "fail $failure ${message:0:300}" || true
  fi
  end_talk
  return "$status"
}

# send_tree: a volume with a file system.
send_tree() {
  local status=0
  accept_emptiness || return
  if [[ $peer_kind == ours ]]; then
    choose_parallelism
    choose_comparison
    look_at_tree || { give_up Unknown "could not look through $DATA_DIR" || return; }
    ((!cancelled)) || { give_up Cancelled '' || return; }
    look_for_place
    choose_stream_options
    ((!${tree[unchanged]:-0})) || log "${tree[unchanged]} of ${tree[directories]} directories are there already"
    log "Sending in ${#lists[@]} streams; the destination is $round_trip ms away"
    note section "{\"streams\":${#lists[@]}}"
    begin_progress
    send_all || status=$?
    end_progress
  else
    end_early_look # one stream has no lists
    log "The destination is VolSync's: sending in one stream"
    send_plain || status=$?
  fi
  note_figures
  ((status == 0)) || { explain_failure || return; }
  ((!vanished)) || warn "files vanished while they were sent; they are not at the destination"
  ((!VERIFY)) || verify verify_tree
}

# verify COMMAND: not with VolSync's destination, which has no words for it.
verify() {
  if [[ $peer_kind == ours ]]; then
    "$@"
  else
    warn "not verified: a destination of VolSync's can't be asked for checksums; remove verify"
  fi
}

# send_all: also removes what is too much in a root whose attributes the destination cannot set.
send_all() {
  send_streams || return
  send_what_has_moved || return
  [[ ${peer[root]} != 1 && ${tree[root]:-0} != 1 ]] || return 0
  start_stream root -dx --delete --ignore-existing --ignore-non-existing "--exclude=/lost+found" "--exclude=/$partial_folder" \
    "--timeout=$IO_TIMEOUT" --stderr=client --no-h --info=stats1 '--out-format=%i %l' -e "${connect[*]}" "$DATA_DIR/" peer:.
  end_stream root
  local verdict
  judge_stream root "$REPLY"
  [[ $verdict == done ]] || { failed_streams+=("$transfer_class $transfer_said") && return 1; }
}

# send_what_has_moved: a stream sends its directories one by one, and leaves out those that are gone. One that was moved or
# made since the lists were written would be there without what is in it.
send_what_has_moved() {
  [[ -n ${tree[folders]:-} ]] && ((${#lists[@]})) || return 0
  [[ $(python3 -IBS "$image_dir/lib/tree.py" "$DATA_DIR" --folders) != "folders ${tree[folders]}" ]] || return 0
  log "Directories have come, gone or moved meanwhile: looking once more"
  comparison=()
  if [[ ${peer[root]} == 1 ]]; then lists=(all); else look_at_tree || return; fi
  in_place=0 tree[sparse]=1 # what has come may have holes, and several names
  choose_stream_options
  send_streams
}

# accept_emptiness: an empty source would empty the destination. That has to be wanted.
accept_emptiness() {
  source_is_empty || return 0
  if [[ $WHEN_EMPTY == Continue || ${peer[empty]:-0} == 1 ]]; then
    warn "the source is empty"
    return 0
  fi
  give_up SourceIncomplete "the source is empty; its destination is left as it is. To empty that, too, set whenEmpty: Continue"
}

warn() {
  log "WARNING: $1"
  step_outcome=Warning step_message=$1
}

# explain_failure: from all that went wrong; the class that says most comes first.
explain_failure() {
  local class reason
  ((!cancelled)) || { give_up Cancelled '' || return; }
  [[ -z $failure ]] || return 1
  note_problems
  for class in OutOfSpace WrongCredentials SourceIncomplete Misconfigured Damaged Unreachable Unknown; do
    for reason in "${failed_streams[@]}"; do
      [[ $reason != "$class "* ]] || { give_up "$class" "${reason#* }" || return; }
    done
  done
  give_up Unknown "rsync has failed"
}

# note_problems: what rsync said of single files, for the report.
note_problems() {
  local problems
  problems=$(cat -- "$work_dir"/err.* | grep -e '^rsync: \[' | head -n 10 | jq -Rnc '[inputs]') || return 0
  [[ $problems == '[]' ]] || note section "{\"problems\":$problems}"
}

# note_figures: from all streams, together with the lines that people look for.
note_figures() {
  local file files=0 bytes=0 other=0 deleted=0 sent=0 received=0 size=0 left=0
  local -a row=()
  for file in "$work_dir"/count.*; do
    [[ -s $file ]] || continue
    # An interrupted stream leaves several last lines: each attempt counts from zero.
    mapfile -t row < <(awk '$1 < files { for (i = 1; i < 9; i++) sum[i] += last[i] } { for (i = 1; i < 9; i++) last[i] = $i; files = $1 }
      END { for (i = 1; i < 9; i++) printf "%.0f\n", sum[i] + last[i] }' "$file")
    ((files += row[0], bytes += row[1], other += row[2], deleted += row[3], sent += row[4], received += row[5], size += row[6], left += row[7])) || true
  done
  [[ -z ${tree[bytes]:-} ]] || size=${tree[bytes]}
  figures=(filesTransferred="$files" bytesTransferred="$bytes" filesDeleted="$deleted" bytesTotal="$size" bytesSent="$sent")
  [[ -z ${tree[files]:-} ]] || figures+=(filesTotal="${tree[files]}")
  note figures "$(printf '%s\n' "${figures[@]}" | jq -Rnc '[inputs | split("=") | {(.[0]): (.[1] | tonumber)}] | add')"
  log "sent $sent bytes  received $received bytes"
  log "total size is $size"
  ((!left)) || warn "$left device files are not at the destination, whose mover may not make any"
  [[ -n $step_message ]] || step_message="$files files with $bytes bytes sent, $deleted deleted"
}

figures=()

# peer_command SECONDS WORD…: asks the destination.
peer_command() {
  bounded "$1" "${connect[@]}" peer "${@:2}" </dev/null
}

# finish_peer: tells the destination that all is there, and waits until it has it on its disk.
finish_peer() {
  local status=0
  if [[ $TRANSPORT == ssh ]]; then
    log "Synchronization completed successfully. Notifying destination..."
  else
    log "Sending shutdown to remote..."
  fi
  if [[ $peer_kind == ours ]]; then
    finish_ours || finish_ours || finish_ours || {
      give_up Unreachable "all was sent, but the destination did not confirm it: $(said_in "$work_dir/talk.err")"
      return
    }
  elif [[ $TRANSPORT == ssh ]]; then
    peer_command 60 shutdown 0 >/dev/null 2>"$work_dir/finish.err" || status=$?
    # Its ssh server ends under the connection; but it has to have been there.
    ((status != 255)) || [[ $(<"$work_dir/finish.err") == *@(refused|timed out|erification failed|resolve)* ]] || status=0
  elif [[ $volume == filesystem ]]; then
    : >"$work_dir/complete"
    upload_complete || status=$?
  fi
  ((status == 0)) || {
    give_up Unreachable "all was sent, but the destination could not be told: $(said_in "$work_dir/finish.err")"
    return
  }
  log "...done"
}

# upload_complete: a file that tells VolSync's destination to end. It ends some seconds after it has the file, so a connection
# that breaks is tried again, and if nobody answers any more after one that broke in the middle, it has it.
upload_complete() {
  local attempt status=0 answered=0
  for attempt in 1 2 3; do
    status=0
    bounded 60 rsync -e "${connect[*]}" "$work_dir/complete" peer::control/complete </dev/null >/dev/null 2>"$work_dir/finish.err" || status=$?
    ((status)) || return 0
    [[ ! $(<"$work_dir/finish.err") =~ \([1-9][0-9]*\ bytes\ received ]] || answered=1
  done
  return $((answered ? 0 : status))
}

# finish_ours: one attempt.
finish_ours() {
  ask 1000 "finish $step_outcome ${figures[*]} interrupted=$interrupted" && [[ $REPLY == done ]]
}

# Progress: a line now and then, from what the streams have counted.
begin_progress() {
  (
    trap - TERM EXIT
    while sleep "$PROGRESS_SECONDS"; do
      log_progress "$(tail -qn 1 -- "$work_dir"/count.* 2>/dev/null | awk '{ f += $1; b += $2; d += $4 }
        END { printf "sent so far: %d files, %.0f bytes; deleted: %d", f, b, d }')"
    done
  ) &
  progress=$!
}

end_progress() {
  kill -TERM "$progress" 2>/dev/null || true
  wait_for "$progress" || true
}

# verify_tree: compares by checksums; what differs now did not arrive as it was.
verify_tree() {
  local name differing=0 before=("${stream_options[@]}")
  stream_options+=(--checksum --dry-run --timeout=86400) # nobody says a word while a large file is read
  rm -f -- "$work_dir"/count.*
  start_batch "${lists[@]##*.}"
  for name in "${lists[@]##*.}"; do
    end_stream "$name"
    ((REPLY == 0 || REPLY == 24)) || { give_up Unknown "could not verify: $(head -n 1 "$work_dir/err.$name")" || return; }
    differing=$((differing + $(tail -n 1 "$work_dir/count.$name" | cut -d' ' -f1)))
  done
  let_command_go
  stream_options=("${before[@]}")
  ((differing == 0)) || { give_up Damaged "$differing files differ from the source after the transfer" || return; }
  note section '{"verified":true}'
}
