# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# check: verifies the repository's structure and, with CHECK_SUBSET, a part of its data.

step_check() {
  local status
  log "=== Starting check ==="
  restic_locked check check ${CHECK_SUBSET:+"--read-data-subset=$CHECK_SUBSET"}
  if ((restic_status == 10 && source_empty)); then
    skip_without_repository
    return 0
  fi
  if ((restic_status == 0)); then
    note_check Passed 0
    return 0
  fi
  status=$restic_status
  fail check || true
  if [[ $failure == Damaged ]]; then
    take_results "$work_dir/results"
    note_check Failed "${result[errors]:-1}"
  fi
  return "$status"
}

# note_check RESULT ERRORS
note_check() {
  note section "{\"check\":{${CHECK_SUBSET:+\"subset\":\"$CHECK_SUBSET\",}\"result\":\"$1\",\"errors\":$2}}"
}
