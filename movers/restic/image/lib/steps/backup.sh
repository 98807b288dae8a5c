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
    leave_marker ''
    return 0
  fi
  if ((ATTEMPT > 1)) && [[ -n $RUN_ID ]]; then
    reuse_snapshot || return
    [[ -z $saved_snapshot ]] || return 0
  fi
  log "=== Starting backup ==="
  run_backup
  if ((restic_status == 10)); then
    place_is_free || return
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

# Fails if the folder that is to become a repository is in use for something else. What an
# interrupted init has left may stay.
place_is_free() {
  local path=${RESTIC_REPOSITORY#local:} other
  [[ $path == /* && -d $path ]] || return 0
  other=$(find "$path" -mindepth 1 -maxdepth 1 ! -name lost+found ! -name 'config*' ! -name data \
    ! -name index ! -name keys ! -name locks ! -name snapshots -printf '%f' -quit)
  [[ -n $other ]] || return 0
  failure=NoRepository
  message="backup: RESTIC_REPOSITORY is a folder with other content (such as ${other@Q}) and no repository: name an empty folder, or one that does not exist yet"
  log "ERROR: $message"
  step_message=$message
  return 1
}

# Makes the repository. When that fails, the next backup tells whether somebody else
# made it meanwhile.
initialise() {
  log "=== Initialize Dir ==="
  restic_call init init
  ((restic_status != 0)) || note section '{"repositoryCreated":true}'
}

warn_unreadable() {
  take_results "$work_dir/problems"
  step_outcome=Warning step_message=${result[warning]}
  note section "${result[unreadable]}"
}

keep_backup_result() {
  take_results "$work_dir/results"
  saved_snapshot=${result[snapshot]:-}
  [[ $FULL_READ == 0 ]] || note section '{"fullRead":true}'
  [[ -n $step_message ]] || step_message="snapshot ${saved_snapshot:0:8} saved"
  leave_marker "$saved_snapshot"
  ((forget_follows)) || note_parent
}

# reuse_snapshot: if an earlier attempt of this run saved a snapshot, reports that one.
reuse_snapshot() {
  restic_call query snapshots --no-lock --host "$RESTIC_HOST" --path "$DATA_DIR" --tag "scribe.run=$RUN_ID"
  case $restic_status in
    0) ;;
    10) return 0 ;;
    *) fail backup || return ;;
  esac
  results_of reuse
  saved_snapshot=${result[snapshot]:-}
  [[ -n $saved_snapshot ]] || return 0
  step_message="snapshot saved by an earlier attempt of this run"
  if marker_says "$saved_snapshot"; then
    step_outcome=${result[outcome]} step_message=${result[message]}
  fi
}

# Asks for the parent of the saved snapshot; only where no forget follows that tells it.
note_parent() {
  [[ -n $saved_snapshot ]] || return 0
  restic_call query cat snapshot "$saved_snapshot" --no-lock
  ((restic_status != 0)) || results_of parent
}
