# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The state of a remote: .scribe/state.json says which generation of the data is there and whether it is whole.

readonly own_folder=.scribe
readonly state_object=$own_folder/state.json

declare -A state=()
state_text=''

# ask_remote: begins to ask what there is of our own, which is also how it is found out whether it answers.
ask_remote() {
  ask_state
  [[ $DIRECTION == destination ]] || ask_own_folder
}

ask_state() {
  begin state question cat --head 65536 -- "$remote/$state_object" </dev/null
}

# take_state: sets state_text to the answer, or to nothing if there is no state.
take_state() {
  end_question state
  state_text=''
  case $rclone_status in
    0) { state_text=$(<"$work_dir/state.out"); } 2>/dev/null ;; # of a bucket, which has no folders, perhaps nothing
    3 | 4) ;;
    *)
      ((cancelled)) || check_section
      fail || return
      ;;
  esac
}

# read_state: takes the answer to ask_state and sets "state": state[state] is Writing or Complete, or empty if
# there is none.
read_state() {
  local kind text words
  state=()
  take_state || return
  [[ -n $state_text ]] || return 0
  words=$(jq -r -f "$image_dir/lib/state.jq" <<<"$state_text" 2>"$work_dir/said") || words=''
  while IFS=' ' read -r kind text; do
    [[ -z $kind ]] || state[$kind]=$text
  done <<<"$words"
  [[ ${state[version]:-} == 1 ]] || {
    fail_step Damaged "$state_object on the remote cannot be read: it is damaged, or of a newer version of this mover"
    return
  }
}

# write_state Writing | write_state Complete: all values are words without a character that JSON has to escape.
write_state() {
  local since more='' facl=false
  TZ=UTC printf -v since '%(%FT%TZ)T' -1
  ((WRITE_PERMISSIONS_FACL == 0)) || facl=true
  if [[ $1 == Complete ]]; then
    more=",\"metadata\":{\"generation\":\"$described\",\"sha256\":\"$sha256\",\"size\":$size},\"counts\":$counts"
  elif [[ -n ${state[described]:-} ]]; then
    more=",\"previous\":{\"generation\":\"${state[described]}\",\"sha256\":\"${state[sha256]}\"}"
  fi
  begin state query rcat -- "$remote/$state_object" \
    <<<"{\"version\":1,\"generation\":\"$generation\",\"state\":\"$1\",\"since\":\"$since\",\"permissionsFacl\":$facl$more}"
  end state
  ((rclone_status == 0)) || fail
}

# list_remote: sets remote_holds to 1 if anything is there beside our own folder, or to nothing.
list_remote() {
  remote_holds=''
  ask lsf --max-depth 1 --dirs-only=false --exclude "/$own_folder/**" -- "$remote"
  case $rclone_status in
    0) [[ ! -s $work_dir/asked.out ]] || remote_holds=1 ;;
    3 | 4) ;;
    *) fail ;;
  esac
}
remote_holds=''
