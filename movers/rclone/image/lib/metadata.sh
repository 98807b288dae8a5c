# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# What a remote can't keep beside the contents of files: metadata.py writes it as one object, and applies it.

metadata() { python3 -BEsS "$image_dir/lib/metadata.py" "$@"; }

# read_metadata: begins to read the metadata of the volume, beside what follows. "dump" is where it comes from.
read_metadata() {
  rm -f -- "$work_dir/dumped"
  exec {dump}< <(
    exec 3>&- python3 -BEsS "$image_dir/lib/metadata.py" dump "$DATA_DIR" "$work_dir/dumped" "${state[sha256]:-}" 2>"$work_dir/metadata"
  )
  dump_pid=$!
}
dump='' dump_pid=''

# drop_metadata: nobody wants it any more.
drop_metadata() {
  [[ -n $dump_pid ]] || return 0
  kill -TERM "$dump_pid" 2>/dev/null || true
  exec {dump}<&-
  dump_pid=''
}

# save_metadata: sets saved to what metadata.py says of it. What is on the remote already stays there.
save_metadata() {
  local answer=''
  [[ -n $dump_pid ]] || read_metadata
  tool_pid=$dump_pid
  ((!cancelled)) || kill -TERM "$tool_pid" 2>/dev/null || true
  read -r -u "$dump" answer || true
  tool_pid=''
  ((!cancelled)) || return 143
  if [[ $answer == same ]] && has_metadata "${state[described]}"; then
    described=${state[described]}
  elif [[ -n $answer ]]; then
    rclone_call query rcat -- "$remote/$own_folder/metadata-$described.gz" <&"$dump"
    ((rclone_status == 0)) || { fail || return; }
  fi
  [[ -s $work_dir/dumped ]] || { fail_step SourceIncomplete "the metadata could not be read: $(<"$work_dir/metadata")" || return; }
  saved=$(<"$work_dir/dumped")
}
saved=''

# has_metadata GENERATION: whether the remote has it, as large as it is to be.
has_metadata() {
  ask lsf --format sp --separator ' ' --files-only -- "$remote/$own_folder"
  ((rclone_status == 0)) && grep -qxF "$(jq .size "$work_dir/dumped") metadata-$1.gz" "$work_dir/out"
}

# apply_metadata GENERATION SHA256: warns of what could not be done.
apply_metadata() {
  local status=0 reader
  : >"$work_dir/applied"
  mkfifo "$work_dir/object"
  metadata apply "$DATA_DIR" "$2" "$work_dir/applied" <"$work_dir/object" 2>"$work_dir/metadata" 3>&- &
  reader=$!
  rclone_call query cat -- "$remote/$own_folder/metadata-$1.gz" </dev/null >"$work_dir/object"
  wait_for "$reader" || status=$?
  rm -f -- "$work_dir/object"
  case $rclone_status in
    0) ;;
    3 | 4) return 4 ;;
    *) fail || return 1 ;;
  esac
  if ((status != 0)); then
    fail_by_words "$(tail -n 1 "$work_dir/metadata")" || return 1
  fi
  local words
  words=$(jq -r '
    ("section " + ({notRestored: (del(.entries) | with_entries(select(.value > 0)))} | select(.notRestored != {}) | tojson)),
    "words " + ([
      (select(.owners > 0) | "owners of \(.owners)"), (select(.modes > 0) | "modes of \(.modes)"),
      (select(.xattrs > 0) | "attributes or access lists of \(.xattrs)"), (select(.times > 0) | "times of \(.times)")]
      | if . == [] then "" else join(", ") + " files or folders could not be set" end),
    "devices \(.devices)", "missing \(.missing)"' "$work_dir/applied")
  printf '%s\n' "$words" >"$work_dir/results"
  take_results "$work_dir/results"
  words=${result[words]:-}
  if [[ -n $words ]]; then
    [[ $PRIVILEGED_MOVER == 1 ]] || words+=": that needs a privileged mover"
    warn "$words"
  fi
  [[ ${result[devices]:-0} == 0 ]] || warn "${result[devices]} device files could not be made"
  [[ ${result[missing]:-0} == 0 ]] || warn "${result[missing]} files or folders of the source are not on the remote"
}

# warn WORDS: the step does what it can, and says what it can't.
warn() {
  log "WARNING: $1"
  step_outcome=Warning step_message+=${step_message:+; }$1
}
