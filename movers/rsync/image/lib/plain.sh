# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# To a destination of VolSync's: what its own source does, one rsync at a time.

# send_plain: on a failure the reasons are in failed_streams.
send_plain() {
  local before begin
  plain_options=(-S -x -z --numeric-ids --exclude=/lost+found "--timeout=$IO_TIMEOUT" --stderr=client --no-h --info=stats1
    '--out-format=%i %l' -e "${connect[*]}")
  [[ -z $BANDWIDTH_LIMIT ]] || plain_options+=("--bwlimit=$BANDWIDTH_LIMIT")
  while :; do
    before=$(files_so_far) begin=$SECONDS plain_verdict=done
    if [[ $TRANSPORT == ssh ]]; then
      plain_pass all -aAH --delete "${plain_options[@]}" "$DATA_DIR/" peer:. || true
    else
      send_to_daemon || true
    fi
    ((!cancelled)) || return 1
    case $plain_verdict in
      done) return 0 ;;
      again) ;;
      *)
        failed_streams+=("$transfer_class $transfer_said")
        return 1
        ;;
    esac
    try_again_after "$begin" "$before" || return 1
  done
}

# plain_pass NAME ARGUMENT…: one rsync; sets plain_verdict.
plain_pass() {
  local verdict
  start_stream "$@"
  end_stream "$1"
  ((!cancelled)) || return 1
  judge_stream "$1" "$REPLY"
  plain_verdict=$verdict
  [[ $verdict == done ]]
}

# A daemon may not be allowed to touch the root of its volume, so all but the root is sent, and then what is too much
# removed. It munges links; which ones to restore it is told in a file of lines, always all: so none is forgotten when
# a connection broke in between.
send_to_daemon() {
  find "$DATA_DIR" -mindepth 1 -maxdepth 1 ! -name lost+found -printf '/%P\0' >"$work_dir/list.root"
  if [[ -s $work_dir/list.root ]]; then
    plain_pass copy -aAHr --force --modify-window=-1 --from0 "--files-from=$work_dir/list.root" "${plain_options[@]}" \
      "$DATA_DIR/" peer::data || return
    name_links || return
  else
    log "Skipping sync of empty source directory"
  fi
  plain_pass delete -r --ignore-existing --ignore-non-existing --delete "${plain_options[@]}" "$DATA_DIR/" peer::data
}

name_links() {
  find "$DATA_DIR" -xdev -type l ! -path $'*\n*' -printf '%P\n' >"$work_dir/links"
  if [[ -n $(find "$DATA_DIR" -xdev -type l -path $'*\n*' -printf x -quit) ]]; then
    step_outcome=Warning
    step_message="symbolic links whose names have line breaks stay broken on a destination of VolSync's"
    log "WARNING: $step_message"
  fi
  [[ -s $work_dir/links ]] || return 0
  log "Symlinks were created or modified, sending symlink munging file to destination..."
  plain_pass links "--timeout=$IO_TIMEOUT" -e "${connect[*]}" "$work_dir/links" peer::control/symlink-munging-file
}
