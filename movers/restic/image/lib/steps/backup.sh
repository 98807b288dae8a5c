# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# backup: saves DATA_DIR as a snapshot that carries the run's tag.

source_empty=0
saved_snapshot=''

step_backup() {
  local entry
  log "== Checking directory for content ==="
  if ! entry=$(find "$DATA_DIR" -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit 2>"$work_dir/find"); then
    log "ERROR: $(<"$work_dir/find")"
    failure=SourceIncomplete message="backup: cannot list $DATA_DIR: $(<"$work_dir/find")"
    step_message=$message
    return 1
  fi
  if [[ -z $entry ]]; then
    log "== Directory is empty skipping backup ==="
    source_empty=1 step_outcome=Warning step_message="the source is empty, nothing was saved"
    note section '{"empty":true}'
    leave_marker
    return 0
  fi
  if ((ATTEMPT > 1)) && [[ -n $RUN_ID ]]; then
    reuse_snapshot || return
    [[ -z $saved_snapshot ]] || return 0
  fi
  log "=== Starting backup ==="
  run_backup
  if ((restic_status == 10)); then
    initialise
    run_backup
  fi
  case $restic_status in
    0) ;;
    3) warn_unreadable ;;
    *) fail backup || return ;;
  esac
  keep_backup_result
}

run_backup() {
  local value
  local -a options=(--host "$RESTIC_HOST" --exclude=lost+found)
  [[ -z $RUN_ID ]] || options+=(--tag "scribe.run=$RUN_ID")
  list_of BACKUP_TAGS
  for value in "${REPLY_LIST[@]}"; do options+=("--tag=$value"); done
  list_of BACKUP_EXCLUDES
  for value in "${REPLY_LIST[@]}"; do options+=("--exclude=$value"); done
  list_of BACKUP_EXCLUDE_IF_PRESENT
  for value in "${REPLY_LIST[@]}"; do options+=("--exclude-if-present=$value"); done
  [[ $BACKUP_EXCLUDE_CACHES == 0 ]] || options+=(--exclude-caches)
  [[ -z ${BACKUP_EXCLUDE_LARGER_THAN:-} ]] || options+=("--exclude-larger-than=$BACKUP_EXCLUDE_LARGER_THAN")
  [[ $FULL_READ == 0 ]] || options+=(--force)
  [[ $CHANGE_DETECTION == Strict ]] || compare_size_and_time
  cd -- "$DATA_DIR" || return
  restic_locked backup backup "${options[@]}" .
  cd /
}

# A copied folder has new inodes, change times and perhaps a new device number. The first
# two are ignored by --ignore-inode, the third by a feature that newer versions may drop.
compare_size_and_time() {
  local features feature=device-id-for-hardlinks
  options+=(--ignore-inode)
  features=$(restic features)
  [[ $features != *"$feature"* || ${RESTIC_FEATURES:-} == *"$feature"* ]] ||
    export RESTIC_FEATURES="${RESTIC_FEATURES:+$RESTIC_FEATURES,}$feature=true"
}

# Makes the repository. When that fails, the next backup tells whether somebody else
# made it meanwhile.
initialise() {
  log "=== Initialize Dir ==="
  restic_call init init
  ((restic_status != 0)) || note section '{"repositoryCreated":true}'
}

warn_unreadable() {
  local count names
  count=$(jq .errors "$work_dir/problems")
  names=$(jq -r '.paths[:3] | map(.[:200] | tojson) | join(", ")' "$work_dir/problems")
  step_outcome=Warning step_message="could not be read and is not in the snapshot: $count files or folders${names:+, such as $names}"
  note section "$(jq -c '{unreadable: .paths, unreadableCount: .errors}' "$work_dir/problems")"
}

# Takes the figures out of restic's summary.
keep_backup_result() {
  local summary
  summary=$(result 'map(select(.message_type == "summary")) | last // {}')
  saved_snapshot=$(jq -r '.snapshot_id // ""' <<<"$summary")
  note section "$(jq -c '{snapshot: .snapshot_id, snapshotTime: .backup_start}' <<<"$summary")"
  [[ $FULL_READ == 0 ]] || note section '{"fullRead":true}'
  note figures "$(backup_figures <<<"$summary")"
  [[ -n $step_message ]] || step_message="snapshot ${saved_snapshot:0:8} saved"
  leave_marker
  ((forget_follows)) || note_parent
}

# Leaves the backup's result on the cache volume, where a later attempt of this run finds it.
leave_marker() {
  : >>"$work_dir/figures"
  jq -cn --arg run "$RUN_ID" --arg outcome "$step_outcome" --arg message "$step_message" \
    --slurpfile figures "$work_dir/figures" --slurpfile section "$work_dir/section" \
    '{run: $run, outcome: $outcome, message: $message, figures: ($figures | add // {}), section: ($section | add)}' \
    >"$RESTIC_CACHE_DIR/scribe-run.json" 2>/dev/null || true
}

# Prints what an earlier attempt of this run left, or {}.
marker() {
  [[ -n $RUN_ID && -f $RESTIC_CACHE_DIR/scribe-run.json ]] &&
    jq -c --arg run "$RUN_ID" 'if .run == $run then . else {} end' "$RESTIC_CACHE_DIR/scribe-run.json" 2>/dev/null ||
    echo '{}'
}

backup_figures() {
  jq -c '{filesNew: .files_new, filesChanged: .files_changed, filesUnmodified: .files_unmodified,
    filesTotal: .total_files_processed, bytesTotal: .total_bytes_processed,
    bytesAdded: (.data_added_packed // .data_added)} | with_entries(select(.value != null))'
}

# reuse_snapshot: if an earlier attempt of this run saved a snapshot, reports that one.
reuse_snapshot() {
  local found marker
  restic_call query snapshots --no-lock --host "$RESTIC_HOST" --path "$DATA_DIR" --tag "scribe.run=$RUN_ID"
  case $restic_status in
    0) ;;
    10) return 0 ;;
    *) fail backup || return ;;
  esac
  found=$(result 'map(.[]?) | last // empty')
  [[ -n $found ]] || return 0
  saved_snapshot=$(jq -r .id <<<"$found")
  log "snapshot ${saved_snapshot:0:8} saved by an earlier attempt of this run"
  marker=$(marker | jq -c --arg id "$saved_snapshot" 'if .section.snapshot == $id then . else {} end')
  note figures "$(jq -c '.summary // {}' <<<"$found" | backup_figures)"
  note figures "$(jq -c '.figures // {}' <<<"$marker")"
  note section "$(jq -c '.section // {}' <<<"$marker")"
  note section "$(jq -c '{snapshot: .id, snapshotTime: .time, reused: true} + if .parent then {parent} else {} end' <<<"$found")"
  step_outcome=$(jq -r '.outcome // "Succeeded"' <<<"$marker")
  step_message=$(jq -r '.message // "snapshot saved by an earlier attempt of this run"' <<<"$marker")
}

# Asks for the parent of the saved snapshot; only where no forget follows that tells it.
note_parent() {
  [[ -n $saved_snapshot ]] || return 0
  restic_call query cat snapshot "$saved_snapshot" --no-lock
  ((restic_status != 0)) || report_parent "$(result 'first | .parent // ""')"
}

# report_parent JSON_STRING
report_parent() {
  local parent
  parent=$(jq -r . <<<"$1")
  if [[ -n $parent ]]; then
    log "using parent snapshot ${parent:0:8}"
    note section "{\"parent\":\"$parent\"}"
  else
    log "no parent snapshot found, all files were read"
  fi
}
