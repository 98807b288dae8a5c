# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# What a remote can't keep beside the contents of files: metadata.py writes it as one object, and applies it.

# metadata COMMAND ARGUMENT…: becomes metadata.py.
metadata() { exec python3 -BEsS "$image_dir/lib/metadata.py" "$@"; }

# read_metadata: begins to read the metadata of the volume, beside what follows. "dump" is where it comes from.
read_metadata() {
  local -a known=()
  [[ -z ${state[described]:-} || ! $own_objects =~ $'\n'([0-9]+)" metadata-${state[described]}.gz"$'\n' ]] ||
    known=("${state[sha256]}" "${BASH_REMATCH[1]}")
  exec {dump}< <(metadata dump "$DATA_DIR" "$work_dir/dumped" "${known[@]}" 2>"$work_dir/metadata" 3>&-)
  dump_pid=$!
}
dump='' dump_pid=''

# drop_metadata: nobody wants it any more.
drop_metadata() {
  [[ -z $dump_pid ]] || kill -TERM "$dump_pid" 2>/dev/null || true
}

# send_metadata: begins to send it to the remote, as soon as all of it is known.
send_metadata() {
  begin metadata send_new_metadata <&"$dump"
  exec {dump}<&-
}

# What is there already stays.
send_new_metadata() {
  local answer=''
  read -r answer || true
  [[ $answer != new ]] || query rcat -- "$remote/$own_folder/metadata-$generation.gz"
}

# save_metadata: ends that, and sets described, sha256, size and counts.
save_metadata() {
  [[ -n $dump_pid ]] || read_metadata
  [[ -n ${begun[metadata]:-} ]] || send_metadata
  end metadata
  ((!cancelled)) || return 143
  ((rclone_status == 0)) || { fail || return; }
  [[ -s $work_dir/dumped ]] || { fail_step SourceIncomplete "the metadata could not be read: $(<"$work_dir/metadata")" || return; }
  dump_pid=''
  take_results "$work_dir/dumped"
  described=$generation sha256=${result[sha256]} size=${result[size]} counts=${result[counts]}
  [[ ${result[answer]} != same ]] || described=${state[described]}
  [[ -n $step_message ]] || step_message="${result[files]} files are on the remote"
}

# ask_own_folder: begins to ask the remote what there is of our own.
ask_own_folder() {
  begin own question lsf --format sp --separator ' ' --files-only -- "$remote/$own_folder" </dev/null
}

# take_own_folder: the answer. A remote that did not give it has none of it.
take_own_folder() {
  end_question own
  own_objects=''
  ((rclone_status != 0)) || own_objects=$'\n'$(<"$work_dir/own.out")$'\n'
}
own_objects=''

# fetch_metadata: begins to fetch what the state describes.
fetch_metadata() {
  begin metadata query cat -- "$remote/$own_folder/metadata-${state[described]}.gz" </dev/null
}

# apply_metadata: warns of what could not be done. 4: there is none.
apply_metadata() {
  local status=0
  [[ -n ${begun[metadata]:-} ]] || fetch_metadata
  end metadata
  case $rclone_status in
    0) ;;
    3 | 4) return 4 ;;
    *) fail || return ;;
  esac
  ask_state # beside what follows: nothing more is taken from the remote
  (metadata apply "$DATA_DIR" "${state[sha256]}" "$work_dir/metadata.out") >"$work_dir/applied" 2>"$work_dir/said" 3>&- </dev/null &
  tool_pid=$!
  ((!cancelled)) || kill -TERM "$tool_pid" 2>/dev/null || true
  wait_for "$tool_pid" || status=$?
  tool_pid=''
  ((status == 0)) || { fail_by_words "$(tail -n 1 "$work_dir/said")" || return 1; }
  take_results "$work_dir/applied"
  if [[ -n ${result[failed]:-} ]]; then
    [[ $PRIVILEGED_MOVER == 1 ]] || result[failed]+=": that needs a privileged mover"
    warn "${result[failed]}"
  fi
  [[ ${result[devices]} == 0 ]] || warn "${result[devices]} device files could not be made"
  [[ ${result[missing]} == 0 ]] || warn "${result[missing]} files or folders of the source are not on the remote"
}

# warn WORDS: the step does what it can, and says what it can't.
warn() {
  log "WARNING: $1"
  step_outcome=Warning step_message+=${step_message:+; }$1
}
