# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The marker: what a backup had to report, on the cache volume, for a later attempt of this run.
# It may be lost at any time; one that was cut off is not used.

# leave_marker SNAPSHOT: an empty one says that the source was empty.
leave_marker() {
  local -a notes
  mapfile -t notes <"$work_dir/notes"
  printf '%s\n' "run $RUN_ID" "snapshot $1" "outcome $step_outcome" "message ${step_message//$'\n'/ }" \
    "${notes[@]}" end 2>/dev/null >"$RESTIC_CACHE_DIR/scribe-run" || true
}

# marker_says SNAPSHOT: whether this run left a marker about SNAPSHOT; if so, takes its results.
marker_says() {
  local -a lines
  [[ -n $RUN_ID && -f $RESTIC_CACHE_DIR/scribe-run ]] || return
  mapfile -t lines <"$RESTIC_CACHE_DIR/scribe-run"
  [[ "${lines[*]:0:2} ${lines[*]: -1}" == "run $RUN_ID snapshot $1 end" ]] || return
  take_results "$RESTIC_CACHE_DIR/scribe-run"
}
