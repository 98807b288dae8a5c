# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Block devices, by diskrsync: both sides hash their device, and only what differs is sent.

send_block() {
  local size sent
  size_of_device
  size=$REPLY
  if [[ -n ${peer[size]:-} ]] && ((size > peer[size])); then
    give_up Misconfigured "the source has $size bytes, which is bigger than the volume of the destination with ${peer[size]}"
    return
  fi
  while :; do
    log "calling diskrsync $BLOCK_DEVICE"
    if run_diskrsync && has_arrived; then break; fi
    ((!cancelled)) || { give_up Cancelled '' || return; }
    log_said "$work_dir/err.block"
    log_said "$work_dir/err.connect"
    failure_class "$(cat -- "$work_dir/err.block" "$work_dir/err.connect" "$work_dir/transport.log" 2>/dev/null | head -c 20000)"
    transfer_class=$REPLY
    [[ $transfer_class != OutOfSpace && $transfer_class != Misconfigured ]] ||
      { give_up "$transfer_class" "diskrsync: $(tail -n 1 "$work_dir/err.block")" || return; }
    transfer_said="diskrsync: $(cat -- "$work_dir/err.connect" "$work_dir/err.block" | grep . | tail -n 1)"
    try_again_after "$SECONDS" "$(files_so_far)" || { explain_failure || return; }
  done
  sent=$(<"$work_dir/sent")
  figures=(bytesTotal="$size" bytesSent="${sent:-0}")
  note figures "{\"bytesTotal\":$size,\"bytesSent\":${sent:-0}}"
  step_message="$size bytes compared and brought up to date"
  ((!VERIFY)) || verify verify_block
}

# has_arrived: diskrsync may think that all is well when the connection broke while it was sending the last of it.
has_arrived() {
  if [[ $peer_kind == ours ]]; then
    [[ $(peer_command 60 scribe arrived 2>/dev/null) == yes ]] || { echo "the destination has not received all" >"$work_dir/err.block" && return 1; }
  elif [[ $TRANSPORT == tls ]] && grep -q -e 'LOG3\[[0-9]' -e 'Connection reset' "$work_dir/transport.log"; then
    echo "the connection broke before the destination had all" >"$work_dir/err.block"
    return 1
  fi
}

# run_diskrsync: one session; the connection and diskrsync speak to each other through two pipes.
run_diskrsync() {
  local status=0 command=(diskrsync --target "$BLOCK_DEVICE") connection
  [[ $TRANSPORT == ssh || $peer_kind == ours ]] || command=(raw)
  : >"$work_dir/transport.log"
  rm -f -- "$work_dir/to" "$work_dir/from"
  : >"$work_dir/sent"
  mkfifo "$work_dir/to" "$work_dir/from"
  "${connect[@]}" peer "${command[@]}" <"$work_dir/to" >"$work_dir/from" 2>"$work_dir/err.connect" &
  connection=$!
  child "$connection"
  # The connection is there until all that is counted has gone through it.
  diskrsync --source --verbose "$BLOCK_DEVICE" > >(tee -- "$work_dir/to" | wc -c >"$work_dir/sent") \
    <"$work_dir/from" 2>"$work_dir/err.block" &
  child "$!"
  await "$!" || status=$?
  if ((status != 0)); then kill -TERM "$connection" 2>/dev/null || true; fi
  await "$connection" || status=$?
  return "$status"
}

# verify_block: another session finds nothing to send when the devices are alike.
verify_block() {
  local digest
  digest=$(head -c "${figures[0]#*=}" "$BLOCK_DEVICE" | sha256sum | cut -d' ' -f1)
  peer_command 86400 scribe digest "${figures[0]#*=}" >"$work_dir/digest" 2>/dev/null || true
  [[ $(<"$work_dir/digest") == "$digest" ]] || { give_up Damaged "the device at the destination differs from the source after the transfer" || return; }
  note section '{"verified":true}'
}
