# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The state of a remote: .scribe/state.json says which generation of the data is there and whether it is whole.

readonly own_folder=.scribe
readonly state_object=$own_folder/state.json

declare -A state=()

# read_state: asks the remote, which is also how it is found out whether it answers. Sets "state":
# state[state] is Writing or Complete, or empty if there is none.
read_state() {
  state=()
  ask cat --head 65536 -- "$remote/$state_object"
  case $rclone_status in
    0) ;;
    3 | 4) return 0 ;; # no such folder, no such file
    *) fail || return ;;
  esac
  [[ -s $work_dir/out ]] || return 0 # a bucket has no folders that could be missing
  local kind text words
  words=$(jq -r -f "$image_dir/lib/state.jq" "$work_dir/out" 2>"$work_dir/said") || words=''
  while IFS=' ' read -r kind text; do
    [[ -z $kind ]] || state[$kind]=$text
  done <<<"$words"
  [[ ${state[version]:-} == 1 ]] || {
    fail_step Damaged "$state_object on the remote cannot be read: it is damaged, or of a newer version of this mover"
    return
  }
}

# write_state JSON
write_state() {
  rclone_call query rcat -- "$remote/$state_object" <<<"$1"
  ((rclone_status == 0)) || fail
}

# list_remote: sets remote_example to something that is there beside our own folder, or to nothing.
list_remote() {
  remote_example=''
  ask lsf --max-depth 1 --dirs-only=false --exclude "/$own_folder/**" -- "$remote"
  case $rclone_status in
    0) remote_example=$(head -n 1 "$work_dir/out") ;;
    3) ;;
    *) fail ;;
  esac
}
remote_example=''
