# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# forget: applies the retention policy to the snapshots of this host and path.

step_forget() {
  log "=== Starting forget ==="
  if ((source_empty)) || [[ $(marker | jq .section.empty) == true ]]; then
    step_outcome=Skipped step_message="the source is empty, no snapshot was removed"
    log "$step_message"
    return 0
  fi
  restic_locked query forget --host "$RESTIC_HOST" --path "$DATA_DIR" "${forget_options[@]}"
  ((restic_status == 0)) || fail forget || return
  note section "$(result 'map(.[]?) | {kept: (map(.keep // [] | length) | add // 0), removed: (map(.remove // [] | length) | add // 0)}')"
  log "$(jq -rs 'last | "snapshots kept: \(.kept), removed: \(.removed)"' "$work_dir/section")"
  [[ -z $saved_snapshot ]] || report_parent "$(result \
    'map(.[]?) | map((.keep // [])[], (.remove // [])[]) | map(select(.id == $id)) | first | .parent // ""' \
    --arg id "$saved_snapshot")"
}
