# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# For tests: the stop point during-<step> halts restic itself while it holds its lock.

# halt_inside STEP PID: halts restic once its lock stands in the (local) repository;
# restic looks at other locks for 200 ms after writing its own, so there is time.
halt_inside() {
  [[ ${SCRIBE_STOP_POINT:-} == "during-$1" && ! -e $SCRIBE_STOP_DIR/during-$1.reached ]] || return 0
  until [[ -n $(find "$RESTIC_REPOSITORY/locks" -type f ! -name "*-tmp-*" -newer "$work_dir/began" 2>/dev/null) ]]; do
    kill -0 "$2" 2>/dev/null || return 0
    sleep 0.01
  done
  kill -STOP "$2"
  stop_point "during-$1"
  kill -CONT "$2"
}
