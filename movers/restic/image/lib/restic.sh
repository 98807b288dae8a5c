# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Calling restic. Its JSON is turned into the lines people know; what later code needs stays in
# files of results (see results.sh): $work_dir/results, about standard output, and
# $work_dir/problems, about standard error. The answer to a query is in $work_dir/out.

# Set by restic_call for its caller.
restic_status=0
unreachable=0

# Restic fails on a cache that belongs to another user, such as the one that the workload had before. It
# goes; where that is not allowed, this user has a cache beside it.
leave_cache_of_others() {
  local -a others=(find "$RESTIC_CACHE_DIR" -mindepth 1 -maxdepth 1 ! -user "$EUID" ! -name lost+found)
  "${others[@]}" -exec rm -rf -- {} + 2>/dev/null || true
  [[ -z $("${others[@]}" -print -quit 2>/dev/null) ]] || RESTIC_CACHE_DIR+=/user-$EUID
}

# Gives restic and sort room on the cache volume: /tmp may be memory.
prepare_cache() {
  leave_cache_of_others
  export TMPDIR=$RESTIC_CACHE_DIR/tmp RESTIC_PROGRESS_FPS HOME=${HOME:-/tmp}
  rm -rf -- "$TMPDIR" "$RESTIC_CACHE_DIR"/restic-check-cache-* 2>/dev/null || true
  mkdir -p -- "$TMPDIR" 2>/dev/null || TMPDIR=/tmp
  printf -v RESTIC_PROGRESS_FPS '%d.%06d' $((1 / PROGRESS_SECONDS)) $((1000000 / PROGRESS_SECONDS % 1000000))
  mkfifo "$work_dir/stdout" "$work_dir/stderr"
}

# restic_call STEP ARGUMENT…: runs restic and sets restic_status. STEP names the step
# for which this is the main call, or is "query": then standard output goes to
# $work_dir/out untouched.
restic_call() {
  local step=$1 file events pid output=$work_dir/stdout
  shift
  restic_status=0 unreachable=0
  for file in results problems out began; do : >"$work_dir/$file"; done
  if ((cancelled)); then
    restic_status=130
    return
  fi
  [[ $step != query ]] || output=$work_dir/out
  exec {events}< <(read_restic "$output")
  restic --json --cleanup-cache ${CUSTOM_CA:+--cacert "$CUSTOM_CA"} "$@" \
    </dev/null >"$output" 2>"$work_dir/stderr" {events}<&- &
  tool_pid=$! pid=$!
  ((!cancelled)) || kill -TERM "$pid" 2>/dev/null || true
  halt_inside "$current_step" "$pid"
  watch_restic "$events"
  wait_for "$pid" || restic_status=$?
  tool_pid=''
  exec {events}<&-
  ((!unreachable)) || restic_status=1
}

# Both readers live until restic has closed its side; stopping is restic's business,
# so they ignore the signals. For each line they write an event: "!" for a complaint about
# the repository or the cache, "." for any other sign of life.
read_restic() {
  trap '' TERM INT
  [[ $1 == "$work_dir/out" ]] ||
    jq -Rr --unbuffered -L "$image_dir/lib" -L "$image_dir/shell" -f "$image_dir/lib/output.jq" <"$1" | distribute results &
  read_problems <"$work_dir/stderr" | distribute problems &
  wait
}

# A call that goes well has nothing to say here: jq, slow to start, waits for a first line.
read_problems() {
  local line=''
  IFS= read -r line || [[ -n $line ]] || return 0
  { printf '%s\n' "$line" && cat; } | jq -Rrn --unbuffered -f "$image_dir/lib/problems.jq"
}

# distribute FILE: sends each line where its first word says, or to FILE, and writes an event for it.
distribute() {
  local kind text
  while IFS=' ' read -r kind text; do
    case $kind in
      log) log "$text" && echo . ;;
      progress) log_progress "$text" && echo . ;;
      complaint) log "$text" && echo ! ;;
      *) printf '%s %s\n' "$kind" "$text" >>"$work_dir/$1" && echo . ;;
    esac
  done
}

# Waits until restic closes its output. restic itself tries for 15 minutes to reach a
# repository; a call that complains, or stays silent, before it has shown any sign of
# life is therefore checked once: a probe gets PROBE_TIMEOUT seconds for an answer.
# To restic a missing bucket is a store that does not answer yet, which only init ends: it
# makes the bucket, and where there is a repository it fails. So for a source that has
# never saved anything init is the first probe, and the call that waits then finds the repository.
# Where init fails, a repository is there, or nobody who answers: the second probe tells.
watch_restic() {
  local event status contact=0 complaint=0 since=$SECONDS probe=''
  local question=(--no-lock cat config)
  [[ $NEW_REPOSITORY == 0 || $RESTIC_REPOSITORY != s3:* || $current_step != backup ]] || question=(init)
  while :; do
    status=0
    IFS= read -r -t 1 -u "$1" event || status=$?
    if ((status == 0)); then
      case $event in
        .) contact=1 ;;
        !) complaint=1 ;;
      esac
    elif ((status <= 128)); then
      break
    fi
    if [[ -n $probe ]] && ! kill -0 "$probe" 2>/dev/null; then
      status=0
      wait_for "$probe" || status=$?
      probe=''
      if ((status == 124 || status == 137)); then
        unreachable=1 contact=1
        kill -TERM "$tool_pid" 2>/dev/null || true
      elif ((status != 0)) && [[ ${question[0]} == init ]]; then
        question=(--no-lock cat config)
      else
        contact=1
        if [[ ${question[0]} == init ]]; then
          log "=== Initialize Dir ==="
          note section '{"repositoryCreated":true}'
        fi
      fi
    elif ((!contact && !cancelled)) && [[ -z $probe ]] && ((complaint || SECONDS - since >= PROBE_TIMEOUT)); then
      timeout -s KILL "$PROBE_TIMEOUT" restic --json --no-cache ${CUSTOM_CA:+--cacert "$CUSTOM_CA"} "${question[@]}" \
        </dev/null >/dev/null 2>&1 &
      probe=$!
    fi
  done
  if [[ -n $probe ]]; then
    kill -TERM "$probe" 2>/dev/null || true
    wait_for "$probe" || true
  fi
}
