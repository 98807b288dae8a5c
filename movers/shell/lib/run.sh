# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The order of things in every mover.

# run_mover STEP…: runs the steps, writes the report and ends the script. The mover has, as functions,
#   learn_more_secrets    optional: what else must never be printed (hide, hide_credentials_of)
#   greet STEP…           the first lines of the log
#   prepare STEP…         checks programs and settings, and refuses what can't work
#   step_NAME             a step; sets step_message and, for a warning, step_outcome. On a failure it
#                         sets failure and message and returns the exit code
#   conclude SECONDS      the last lines of the log, when all went well
run_mover() {
  exec 3>&1
  local started=$SECONDS step
  work_dir=$(mktemp -d /tmp/scribe.XXXXXX)
  : >"$work_dir/log"
  : >"$work_dir/notes"
  trap finish EXIT
  trap on_signal TERM INT

  learn_secrets
  [[ $(type -t learn_more_secrets) != function ]] || learn_more_secrets
  greet "$@"
  [[ ${DEBUG_MOVER:-0} != 1 ]] || debug_session "$image_dir"
  prepare "$@"
  for step in "$@"; do
    run_step "$step"
  done
  conclude "$((SECONDS - started))"
}

# log_version NAME: the line with which every mover's log begins.
log_version() {
  log "VolSync $1 container version: $(cat -- "$image_dir/version" 2>/dev/null || echo "${version:-unknown}")"
}

# Runs one step, records how it ended, and ends the script when it failed.
run_step() {
  local step=$1 began=${EPOCHREALTIME/./} status=0
  ((!cancelled)) || exit 143
  step_outcome=Succeeded step_message=''
  current_step=$step
  stop_point "before-$step"
  "step_$step" || status=$?
  ((status == 0)) || step_outcome=Failed
  record_step "$step" "$step_outcome" "$((${EPOCHREALTIME/./} - began))" "$step_message"
  current_step=''
  ((status == 0)) || exit "$status"
  stop_point "after-$step"
}
