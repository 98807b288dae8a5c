# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# check: verifies the repository's structure and, with CHECK_SUBSET, a part of its data.

step_check() {
  local errors status
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
    errors=$(result 'map(.num_errors // empty) | last // 1')
    note_check Failed "$errors"
  fi
  return "$status"
}

note_check() {
  note section "$(jq -cn --arg subset "${CHECK_SUBSET:-}" --arg result "$1" --argjson errors "$2" \
    '{check: ({subset: $subset, result: $result, errors: $errors} | if .subset == "" then del(.subset) else . end)}')"
}
