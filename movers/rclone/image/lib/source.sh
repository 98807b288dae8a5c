# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# sync from the volume to the remote.

sync_source() {
  local status=0
  copy_to_remote || status=$?
  drop_metadata
  return "$status"
}

copy_to_remote() {
  local generation=${RUN_ID//[^A-Za-z0-9._-]/-} empty=0 described
  : "${generation:=$(</proc/sys/kernel/random/uuid)}"
  described=$generation
  look_at_source || return
  read_state || return
  if ((empty)); then
    may_empty_remote || return
  fi
  choose_filters
  write_state "$(state_json Writing)" || return
  ((STAGED == 0)) || read_metadata # beside the copy: nothing changes there
  stop_point during-sync
  transfer "$DATA_DIR" "$remote" || return
  save_metadata || return
  note figures "$(jq -c '{entries, filesTotal: .files, bytesTotal: .bytes}' <<<"$saved")"
  ((WRITE_PERMISSIONS_FACL == 0)) || save_permissions || return
  ((!cancelled)) || return 143
  write_state "$(state_json Complete "$saved")" || return
  remove_older_metadata
  [[ -n $step_message ]] || step_message="$(jq -r '"\(.files) files are on the remote"' <<<"$saved")"
  note section "{\"generation\":\"$generation\"}"
}

# Refuses a volume that holds what would be ours on the remote; sets "empty".
look_at_source() {
  local entry
  [[ ! -e $DATA_DIR/$own_folder && ! -L $DATA_DIR/$own_folder ]] || {
    fail_step Misconfigured "the volume has $own_folder at its root, the name of the mover's own folder on the remote: rename it"
    return
  }
  [[ $WRITE_PERMISSIONS_FACL == 0 || ! -e $DATA_DIR/$permissions_object && ! -L $DATA_DIR/$permissions_object ]] || {
    fail_step Misconfigured "the volume has $permissions_object at its root, which writePermissionsFacl writes there on the remote: rename it, or set writePermissionsFacl to false"
    return
  }
  entry=$(find "$DATA_DIR" -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit 2>"$work_dir/said") || {
    fail_step SourceIncomplete "cannot list $DATA_DIR: $(<"$work_dir/said")"
    return
  }
  [[ -n $entry ]] || empty=1
}

# A volume that is empty all of a sudden is rather one that was not mounted than one whose data nobody wants.
may_empty_remote() {
  if [[ $WHEN_EMPTY == Continue ]]; then
    warn "the source is empty, and so is the remote now"
    return
  fi
  if [[ ${state[entries]:-0} -le 1 ]]; then
    list_remote || return
    if [[ -z $remote_example ]]; then
      warn "the source is empty, nothing was copied"
      return
    fi
  fi
  fail_step SourceIncomplete "the source is empty, and the remote is not: nothing was deleted there. whenEmpty: Continue empties it"
}

# state_json Writing | state_json Complete METADATA
state_json() {
  jq -cn --arg generation "$generation" --arg described "$described" --arg state "$1" --argjson metadata "${2:-null}" \
    --arg previous "${state[described]:-}" --arg previousSha256 "${state[sha256]:-}" --argjson facl "$WRITE_PERMISSIONS_FACL" '
    {version: 1, generation: $generation, state: $state, since: (now | floor | todate), permissionsFacl: ($facl == 1)}
    + if $state == "Complete" then
        {metadata: ($metadata | {generation: $described, sha256, size}), counts: ($metadata | {entries, files, bytes, unreadable})}
      elif $previous != "" then {previous: {generation: $previous, sha256: $previousSha256}}
      else {} end'
}

# What is left of earlier generations does no harm, so a failure here is none of the step's.
remove_older_metadata() {
  ask delete --filter "- /metadata-$described.gz" --filter '+ /metadata-*.gz' --filter '- *' -- "$remote/$own_folder"
  ((rclone_status == 0)) || log "older metadata was not removed"
}
