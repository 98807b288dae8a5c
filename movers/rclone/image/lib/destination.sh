# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# sync from the remote to the volume.

sync_destination() {
  local there
  read_state || return
  may_take_incomplete || return
  if [[ ${state[state]:-} == Complete ]]; then
    there=$((${state[entries]:-0} > 1)) # the root is one
  else
    list_remote || return
    there=$remote_holds
  fi
  if ((!there)); then
    nothing_there
    return
  fi
  # VolSync's remotes have no state, and permissions; where there are none, nothing is left out.
  [[ -n ${state[state]:-} && -z ${state[permissionsFacl]:-} ]] || state_has_permissions=1
  choose_filters
  (metadata prepare "$DATA_DIR") 2>"$work_dir/said" || { fail_by_words "$(tail -n 1 "$work_dir/said")" || return; }
  ((!cancelled)) || return 143
  [[ -z ${state[described]:-} || -n ${RCLONE_BWLIMIT:-} ]] || fetch_metadata # beside the copy
  stop_point during-sync
  transfer "$remote" "$DATA_DIR" || return
  ((!cancelled)) || return 143
  restore_metadata || return
  ((!cancelled)) || return 143
  flush_volume || return
  is_same_generation || return
  [[ ${state[state]:-} != Complete ]] || note section "{\"generation\":\"${state[generation]}\"}"
  [[ -n $step_message ]] || step_message="the volume is as the remote"
}

# may_take_incomplete: whether what is there may be taken, and with which metadata. A copy that is not whole
# has files of two generations; the metadata of the one before, if there was one, is the best there is.
may_take_incomplete() {
  [[ ${state[state]:-} == Writing ]] || return 0
  if [[ $WHEN_INCOMPLETE == Fail ]]; then
    fail_step SourceIncomplete "the source is writing since ${state[since]}, its last copy is not whole. If it never goes on, whenIncomplete: Continue takes what is there"
    return
  fi
  warn "the copy that the source began at ${state[since]} is not whole: files may be of it, of the one before, or missing"
}

nothing_there() {
  note section '{"empty":true}'
  if [[ $WHEN_EMPTY == Continue ]]; then
    warn "nothing was restored: there is nothing at $remote"
    return
  fi
  fail_step NoRepository "there is nothing at $remote: no source has copied anything there yet, or rcloneDestPath names another place"
}

restore_metadata() {
  local status=4
  if [[ -n ${state[described]:-} ]]; then
    status=0
    apply_metadata || status=$?
  fi
  if ((status == 4)); then
    status=0
    apply_permissions || status=$?
  fi
  ((status == 4)) || return "$status"
  warn "the remote has no metadata: owners, modes and times are rclone's"
}

# Another copy that began meanwhile may have changed any file.
is_same_generation() {
  local before=$state_text
  [[ -n ${begun[state]:-} ]] || ask_state
  take_state || return
  [[ $state_text == "$before" ]] ||
    fail_step SourceIncomplete "the source began another copy meanwhile: trying again"
}
