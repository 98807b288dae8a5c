# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# restore: puts one snapshot into DATA_DIR.

step_restore() {
  local id value restored warning
  local -a options=(--host "$RESTIC_HOST" --target . --sparse)
  log "=== Starting restore ==="
  restic_call query snapshots --no-lock --host "$RESTIC_HOST" --path "$DATA_DIR"
  if ((restic_status == 10)) && [[ $WHEN_EMPTY == Continue ]]; then
    restore_nothing NoRepository "there is no repository at this place"
    return
  fi
  ((restic_status == 0)) || fail restore || return
  if ! results_of choose --arg as_of "${RESTORE_AS_OF:-}" --argjson previous "$SELECT_PREVIOUS"; then
    refuse_step "RESTORE_AS_OF: found '${RESTORE_AS_OF:-}', expected a time that exists"
    return
  fi
  id=${result[snapshot]:-} restored=${result[restored]:-} warning=${result[warning]:-}
  if [[ -z $id ]]; then
    restore_nothing NoSnapshot "${result[none]}"
    return
  fi

  [[ -z ${RESTORE_OPTIONS:-} ]] || { log "RESTORE_OPTIONS: $RESTORE_OPTIONS" && options+=("$RESTORE_OPTIONS"); }
  [[ $PRIVILEGED_MOVER == 1 ]] || options+=("--include-xattr=user.*")
  list_of RESTORE_INCLUDES
  for value in "${REPLY_LIST[@]}"; do options+=("--include=$value"); done
  list_of RESTORE_EXCLUDES
  for value in "${REPLY_LIST[@]}"; do options+=("--exclude=$value"); done
  [[ -n ${RESTORE_INCLUDES:-} ]] || options+=(--exclude=/lost+found) # the file system's own, not to be deleted

  log "Selected restic snapshot with id: $id"
  log "restoring snapshot ${id:0:8} of ${result[time]} to $DATA_DIR"
  cd -- "$DATA_DIR" || return
  value=${RESTORE_SUBPATH:-}
  while [[ $value == /* ]]; do value=${value#/}; done
  restic_locked restore restore "$id${value:+:/$value}" "${options[@]}"
  cd /
  ((restic_status == 0)) || fail restore || return
  if ! sync -f "$DATA_DIR"; then
    refuse_step "the restored files could not be written to the volume"
    return
  fi
  note section "$restored"
  take_results "$work_dir/results"
  step_message="snapshot ${id:0:8} restored"
  if [[ -n $warning ]]; then
    step_outcome=Warning step_message=$warning
    log "$warning"
  fi
}

# refuse_step WORDS: ends the step for a reason of our own.
refuse_step() {
  log "ERROR: $1"
  failure=Unknown message="restore: $1"
  step_message=$message
  return 1
}

# restore_nothing CLASS WORDS
restore_nothing() {
  log "No eligible snapshots found"
  log "=== No data will be restored ==="
  note section '{"empty":true}'
  if [[ $WHEN_EMPTY == Continue ]]; then
    step_outcome=Warning step_message="nothing was restored: $2"
    return 0
  fi
  failure=$1 message="restore: $2"
  step_message=$message
  return 1
}
