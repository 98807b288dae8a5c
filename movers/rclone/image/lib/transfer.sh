# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Making one side like the other, and finding out whether it is.

# choose_filters: what neither side's sync touches. Patterns with a / at the front are about the root.
choose_filters() {
  local pattern
  filters=(--one-file-system --skip-specials --exclude "/$own_folder/**" --exclude '/lost+found/**')
  [[ -n ${RCLONE_LINKS:-}${RCLONE_COPY_LINKS:-} ]] || filters+=(--skip-links)
  [[ $WRITE_PERMISSIONS_FACL == 0 && -z $state_has_permissions ]] || filters+=(--exclude "/$permissions_object")
  list_of EXCLUDES
  for pattern in ${REPLY_LIST[@]+"${REPLY_LIST[@]}"}; do filters+=(--exclude "$pattern"); done
}
filters=()
state_has_permissions=''

# transfer FROM TO: makes TO like FROM. Files of the source that could not be read make a warning; then rclone
# deletes nothing on the other side.
transfer() {
  sync_trees "$@"
  if ((rclone_status != 0 && !cancelled)); then
    take_results "$work_dir/results"
    [[ -z ${result[kinds]:-} ]] || replace_kinds "$@"
  fi
  if ((rclone_status != 0 && !cancelled)) && [[ $DIRECTION == source ]]; then
    take_results "$work_dir/results"
    if [[ ${result[sourceOnly]:-0} == 1 ]]; then
      note section "${result[failed]}"
      warn "could not be read and are not as they are now on the remote, where nothing was deleted: ${result[examples]}"
      return 0
    fi
  fi
  ((rclone_status == 0)) || { fail || return; }
  take_results "$work_dir/results"
  ((VERIFY == 0)) || verify "$@"
}

# sync_trees FROM TO [OPTION…]
sync_trees() {
  local -a figures=()
  rclone_call sync sync "${filters[@]}" --create-empty-src-dirs "${@:3}" -- "$1" "$2"
  [[ ! -e $work_dir/figures ]] || mapfile -t figures <"$work_dir/figures"
  ((${#figures[@]} < 2)) || figures=("$(jq -cs '
    def all(f): map(f) | add;
    last + {filesTransferred: all(.filesTransferred), bytesTransferred: all(.bytesTransferred), filesDeleted: all(.filesDeleted)}
    ' "$work_dir/figures")")
  ((${#figures[@]} == 0)) || note figures "${figures[0]}"
}

# replace_kinds FROM TO: where a file is to be where a folder is, or a folder where a file is, rclone gets
# there only once what is there is gone. With --delete-before it deletes what it could not list, too: only empty
# folders may go if anything else went wrong.
replace_kinds() {
  log "files and folders took each other's places: removing the old ones first"
  if [[ ${result[kinds]} == only ]]; then
    sync_trees "$@" --delete-before --retries 1
    ((rclone_status != 0 && !cancelled)) || return 0
  fi
  ask rmdirs --leave-root "${filters[@]}" -- "$2"
  sync_trees "$@"
}

# verify FROM TO: compares both, by checksums where both have them.
verify() {
  rclone_call check check "${filters[@]}" -- "$1" "$2"
  ((rclone_status != 0)) || { log "Verified: both sides are the same" && return; }
  fail || true
  [[ $failure == Unknown ]] || return 1
  fail_step Damaged "volume and remote differ: ${result[examples]:-}"
}
