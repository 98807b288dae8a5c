# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The report: collected in $work_dir while the steps run, written once at the end.

current_step=''
step_outcome=''
step_message=''

# note figures|section JSON: adds fields to a part of the report.
note() {
  printf '%s\n' "$2" >>"$work_dir/$1" || true
}

# record_step NAME OUTCOME MICROSECONDS MESSAGE
record_step() {
  mask "$4"
  jq -cn --arg name "$1" --arg outcome "$2" --argjson micros "$3" --arg message "$REPLY" \
    '{name: $name, outcome: $outcome, seconds: ($micros / 1000 | floor / 1000)}
     + if $message == "" then {} else {message: $message} end' >>"$work_dir/steps"
}

# Runs on every way out of the script.
finish() {
  local status=$?
  trap - EXIT
  trap '' TERM INT
  set +e
  if ((cancelled)) && ((status != 0)); then
    status=143 failure=Cancelled
    : "${message:=stopped before all steps were done}"
  elif ((status != 0)) && [[ -z $failure ]]; then
    failure=Unknown
    : "${message:=the entry script ended with code $status}"
  fi
  [[ -z $current_step ]] || record_step "$current_step" Failed 0 "$message"
  write_report "$status"
  rm -rf -- "$work_dir"
  exit "$status"
}

write_report() {
  local report
  mask "$message"
  : >>"$work_dir/figures"
  : >>"$work_dir/section"
  : >>"$work_dir/steps"
  : >>"$work_dir/log"
  report=$(tail -n 200 "$work_dir/log" | jq -Rcn -f "$image_dir/lib/report.jq" \
    --arg run "${RUN_ID:-}" --argjson status "$1" --arg failure "$failure" --arg message "$REPLY" \
    --slurpfile steps "$work_dir/steps" --slurpfile figures "$work_dir/figures" --slurpfile section "$work_dir/section")
  [[ -n $report ]] ||
    printf -v report '{"version":1,"run":"%s","outcome":"Failed","failure":"Unknown","message":"the report could not be made"}' \
      "${RUN_ID//[^a-zA-Z0-9._\/:-]/}"
  printf '%s' "$report" >"${REPORT_FILE:-/dev/termination-log}" ||
    log "ERROR: cannot write the report to ${REPORT_FILE:-/dev/termination-log}"
}
