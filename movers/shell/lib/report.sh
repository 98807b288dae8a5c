# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The report: collected in $work_dir/notes while the steps run, written once at the end.

failure='' # class of what ended the script
message='' # the same for people
current_step=''
step_outcome=''
step_message=''
report_notable='' # pattern: what people look for in the log of a run that ended well
report_names=''   # field of the section that lists names, which may be cut short

# note figures|section JSON: adds fields to a part of the report.
note() {
  printf '%s\n' "$1 $2" >>"$work_dir/notes" || true
}

# record_step NAME OUTCOME MICROSECONDS MESSAGE
record_step() {
  mask "$4"
  note step "$1 $2 $3 ${REPLY//$'\n'/ }"
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
  local report=''
  mask "$message"
  ! hash jq 2>/dev/null || report=$(tail -n 200 "$work_dir/log" | jq -Rcn -f "$image_dir/shell/report.jq" \
    --arg run "${RUN_ID:-}" --argjson status "$1" --arg failure "$failure" --arg message "$REPLY" \
    --rawfile notes "$work_dir/notes" --arg notable "$report_notable" --arg names "$report_names")
  [[ -n $report ]] || report_without_jq "${REPLY:-the report could not be made}"
  printf '%s' "$report" >"${REPORT_FILE:-/dev/termination-log}" ||
    log "ERROR: cannot write the report to ${REPORT_FILE:-/dev/termination-log}"
}

# report_without_jq MESSAGE: sets report to the least that a report says.
report_without_jq() {
  local words=${1//[^ -~]/?}
  words=${words//\\/\\\\}
  printf -v report '{"version":1,"run":"%s","outcome":"Failed","failure":"%s","message":"%s"}' \
    "${RUN_ID//[^a-zA-Z0-9._\/:-]/}" "${failure:-Unknown}" "${words//\"/\\\"}"
}
