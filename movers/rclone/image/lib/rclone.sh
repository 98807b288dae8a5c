# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Calling rclone. output.jq turns the JSON it logs into lines for people and results, which stay in
# $work_dir/results (see shell/results.sh).

rclone_status=0
unreachable=0

# rclone_call KIND ARGUMENT…: runs rclone and sets rclone_status. KIND is "sync" for the call that moves
# data, whose progress and figures count, or "check" for one that sees the same files.
rclone_call() {
  local kind=$1 reader
  shift
  rclone_status=0 unreachable=0
  : >"$work_dir/results"
  if ((cancelled)); then
    rclone_status=143
    return
  fi
  read_log "$kind" <"$work_dir/stderr" &
  reader=$!
  (become_rclone --stats "${PROGRESS_SECONDS}s" --stats-log-level NOTICE "$@") </dev/null 2>"$work_dir/stderr" 3>&- &
  tool_pid=$!
  ((!cancelled)) || kill -TERM "$tool_pid" 2>/dev/null || true
  wait_for "$tool_pid" || rclone_status=$?
  tool_pid=''
  wait_for "$reader" || true
  ((!cancelled)) || rclone_status=143
}

# become_rclone ARGUMENT…: what every call has. The caller is a process of its own.
become_rclone() {
  exec ${limited[@]+"${limited[@]}"} rclone --use-json-log --log-level NOTICE --ask-password=false \
    ${CUSTOM_CA:+--ca-cert "$CUSTOM_CA"} "$@"
}

# Calls about objects of our own run beside all else: between begin and end.
declare -A begun=()

# begin NAME COMMAND…: begins to run a function that becomes rclone. Standard input is the caller's; what it
# writes is in $work_dir/NAME.out.
begin() {
  local in
  ((!cancelled)) || return 0
  exec {in}<&0
  ("${@:2}") <&"$in" >"$work_dir/$1.out" 2>"$work_dir/$1.err" 3>&- &
  begun[$1]=$!
  exec {in}<&-
}

# end NAME: waits for it and sets rclone_status.
end() {
  await "$1"
  [[ ! -s $work_dir/$1.err ]] || read_log query <"$work_dir/$1.err"
}

# end_question NAME: the same for a question, to which it is an answer that nothing is there.
end_question() {
  await "$1"
  case $rclone_status in
    3 | 4) return ;; # no such folder, no such file
    124 | 137) unreachable=1 ;;
  esac
  [[ ! -s $work_dir/$1.err ]] || read_log query <"$work_dir/$1.err"
}

await() {
  rclone_status=143 unreachable=0
  : >"$work_dir/results"
  [[ -n ${begun[$1]:-} ]] || return 0
  tool_pid=${begun[$1]} rclone_status=0
  unset "begun[$1]"
  ((!cancelled)) || kill -TERM "$tool_pid" 2>/dev/null || true
  wait_for "$tool_pid" || rclone_status=$?
  tool_pid=''
  ((!cancelled)) || rclone_status=143
}

# drop NAME…: nobody wants it any more.
drop() {
  local name
  for name in "$@"; do
    [[ -z ${begun[$name]:-} ]] || kill -TERM "${begun[$name]}" 2>/dev/null || true
    unset "begun[$name]"
  done
}

# query ARGUMENT…: becomes rclone, for which filters of the user's do not count.
query() {
  local name
  for name in "${!RCLONE_@}"; do
    case $name in
      RCLONE_INCLUDE* | RCLONE_EXCLUDE* | RCLONE_FILTER* | RCLONE_FILES_FROM* | RCLONE_HASH_FILTER | RCLONE_METADATA_* | \
        RCLONE_MIN_AGE | RCLONE_MAX_AGE | RCLONE_MIN_SIZE | RCLONE_MAX_SIZE | RCLONE_MAX_DEPTH) unset -v "$name" ;;
    esac
  done
  become_rclone --stats 0 "$@"
}

# question ARGUMENT…: a short query with a time limit.
question() {
  local -a limited=(timeout -k 5 "$PROBE_TIMEOUT")
  query --contimeout 20s --low-level-retries 3 --retries 1 "$@"
}

# ask ARGUMENT…: a question whose answer, in $work_dir/asked.out, is waited for.
ask() {
  begin asked question "$@" </dev/null
  end_question asked
}

# Lives until rclone has closed its side; stopping is rclone's business, so it ignores the signals.
read_log() (
  trap '' TERM INT
  jq -Rrn --unbuffered -L "$image_dir/lib" -L "$image_dir/shell" -f "$image_dir/lib/output.jq" --arg kind "$1" |
    while IFS=' ' read -r kind text; do
      case $kind in
        say) log "$text" ;;
        progress) log_progress "$text" ;;
        figures) printf '%s\n' "$text" >>"$work_dir/figures" ;;
        *) printf '%s %s\n' "$kind" "$text" >>"$work_dir/results" ;;
      esac
    done
)
