# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Calling rclone. output.jq turns the JSON it logs into lines for people and results, which stay in
# $work_dir/results (see shell/results.sh).

rclone_status=0
unreachable=0

# rclone_call KIND ARGUMENT…: runs rclone and sets rclone_status. KIND is "sync" for the call that moves
# data, whose progress and figures count, "check" for one that sees the same files, and "query" for one about
# objects of our own, for which filters of the user's do not count. Standard input and output are the caller's.
rclone_call() {
  local kind=$1 reader
  shift
  rclone_status=0 unreachable=0
  : >"$work_dir/results"
  if ((cancelled)); then
    rclone_status=143
    return
  fi
  read_log "$kind" &
  reader=$!
  exec {in}<&0
  local -a without=()
  [[ $kind != query ]] || filter_variables
  env ${without[@]+"${without[@]}"} ${limited[@]+"${limited[@]}"} rclone --use-json-log --log-level NOTICE --stats "${PROGRESS_SECONDS}s" --stats-log-level NOTICE --ask-password=false \
    ${CUSTOM_CA:+--ca-cert "$CUSTOM_CA"} "$@" <&"$in" 2>"$work_dir/stderr" 3>&- &
  tool_pid=$!
  exec {in}<&-
  ((!cancelled)) || kill -TERM "$tool_pid" 2>/dev/null || true
  wait_for "$tool_pid" || rclone_status=$?
  tool_pid=''
  wait_for "$reader" || true
  ((!cancelled)) || rclone_status=143
}

# Sets without: options for env that take the user's filters away.
filter_variables() {
  local name
  while IFS= read -r name; do
    case $name in
      RCLONE_INCLUDE* | RCLONE_EXCLUDE* | RCLONE_FILTER* | RCLONE_FILES_FROM* | RCLONE_HASH_FILTER | RCLONE_METADATA_* | \
        RCLONE_MIN_AGE | RCLONE_MAX_AGE | RCLONE_MIN_SIZE | RCLONE_MAX_SIZE | RCLONE_MAX_DEPTH) without+=(-u "$name") ;;
    esac
  done < <(compgen -e RCLONE_)
}

# Lives until rclone has closed its side; stopping is rclone's business, so it ignores the signals.
read_log() {
  local kind text
  trap '' TERM INT
  jq -Rrn --unbuffered -L "$image_dir/lib" -L "$image_dir/shell" -f "$image_dir/lib/output.jq" --arg kind "$1" \
    <"$work_dir/stderr" | while IFS=' ' read -r kind text; do
    case $kind in
      say) log "$text" ;;
      progress) log_progress "$text" ;;
      figures) printf '%s\n' "$text" >>"$work_dir/figures" ;;
      *) printf '%s %s\n' "$kind" "$text" >>"$work_dir/results" ;;
    esac
  done
}

# ask ARGUMENT…: a short call with a time limit; its answer is in $work_dir/out.
ask() {
  local -a limited=(timeout -k 5 "$PROBE_TIMEOUT")
  rclone_call query --contimeout 20s --low-level-retries 3 --retries 1 "$@" </dev/null >"$work_dir/out"
  ((rclone_status != 124 && rclone_status != 137)) || unreachable=1
}
