# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Being stopped: SIGTERM and SIGINT are passed on to the tool that runs, if tool_pid names one, so that it ends cleanly.

# cancelled: how many signals came; entry.sh sets it before this file is read.
tool_pid=''

on_signal() {
  cancelled=$((cancelled + 1))
  [[ -z $tool_pid ]] || kill -TERM "$tool_pid" 2>/dev/null || true
}

# wait_for PID: the exit code of PID, waiting again when a signal interrupts the wait.
wait_for() {
  local status signals_before
  while :; do
    signals_before=$cancelled status=0
    wait "$1" 2>/dev/null || status=$?
    ((status > 128 && cancelled != signals_before)) || return "$status"
  done
}
