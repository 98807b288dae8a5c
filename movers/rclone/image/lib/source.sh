# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# sync from the volume to the remote.

sync_source() {
  local generation=${RUN_ID//[^A-Za-z0-9._-]/-} empty=0 described sha256 size counts
  : "${generation:=$(</proc/sys/kernel/random/uuid)}"
  look_at_source || return
  read_state || return
  take_own_folder
  if ((empty)); then
    may_empty_remote || return
  fi
  choose_filters
  write_state Writing || return
  if ((STAGED)); then # nothing changes there: beside the copy
    read_metadata
    [[ -n ${RCLONE_BWLIMIT:-} || ${state[described]:-} == "$generation" ]] || send_metadata # it replaces nothing
  fi
  stop_point during-sync
  transfer "$DATA_DIR" "$remote" || return
  save_metadata || return
  ((WRITE_PERMISSIONS_FACL == 0)) || save_permissions || return
  ((!cancelled)) || return 143
  write_state Complete || return
  remove_older_metadata # beside what follows
  note section "{\"generation\":\"$generation\"}"
  flush_volume || return
  [[ -z ${begun[older]:-} ]] || end_question older
  ((rclone_status == 0)) || log "older metadata was not removed"
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
    if [[ -z $remote_holds ]]; then
      warn "the source is empty, nothing was copied"
      return
    fi
  fi
  fail_step SourceIncomplete "the source is empty, and the remote is not: nothing was deleted there. whenEmpty: Continue empties it"
}

# What is left of earlier generations does no harm, so a failure here is none of the step's.
remove_older_metadata() {
  local others=${own_objects//" metadata-$described.gz"$'\n'/}
  [[ $others == *' metadata-'*.gz$'\n'* ]] || return 0
  begin older question delete --filter "- /metadata-$described.gz" --filter '+ /metadata-*.gz' --filter '- *' -- "$remote/$own_folder" </dev/null
}
