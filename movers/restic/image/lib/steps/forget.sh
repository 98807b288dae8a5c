# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# forget: applies the retention policy to the snapshots of this host and path.

step_forget() {
  log "=== Starting forget ==="
  if ((source_empty)) || marker_says ''; then
    step_outcome=Skipped step_message="the source is empty, no snapshot was removed"
    log "$step_message"
    return 0
  fi
  # Where a clock was wrong once, the snapshot of this run may not be the latest one.
  [[ -z $RUN_ID ]] || forget_options+=(--keep-tag "scribe.run=$RUN_ID")
  restic_locked query forget --host "$RESTIC_HOST" --path "$DATA_DIR" "${forget_options[@]}"
  ((restic_status == 0)) || fail forget || return
  results_of forget --arg saved "$saved_snapshot"
}
