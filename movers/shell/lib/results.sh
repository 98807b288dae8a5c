# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Results: what the jq programs make of a tool's output, one a line, of the form "KIND TEXT".
# "log …" is for people, "figures {…}" and "section {…}" are parts of the report; any other
# kind is a value, which the steps ask for by that name.

declare -A result=()

# take_results FILE: logs, notes, and sets "result" to the values.
take_results() {
  local kind text
  result=()
  while IFS=' ' read -r kind text; do
    case $kind in
      '') ;;
      log) log "$text" ;;
      figures | section) note "$kind" "$text" ;;
      *) result[$kind]=$text ;;
    esac
  done <"$1"
}

# results_of PROGRAM [jq options…]: the results of lib/steps/PROGRAM.jq, applied to $work_dir/out, which
# holds a tool's answer to a query.
results_of() {
  jq -rn -L "$image_dir/lib" -L "$image_dir/shell" -f "$image_dir/lib/steps/$1.jq" "${@:2}" "$work_dir/out" >"$work_dir/results" || return
  take_results "$work_dir/results"
}
