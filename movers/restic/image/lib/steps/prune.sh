# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# prune: frees the space of data that no snapshot refers to.

step_prune() {
  log "=== Starting prune ==="
  restic_locked prune prune
  if ((restic_status == 10 && source_empty)); then
    skip_without_repository
    return 0
  fi
  ((restic_status == 0)) || fail prune || return
  note section '{"pruned":true}'
}

# An empty source makes no repository, so there may be nothing to work on yet.
skip_without_repository() {
  step_outcome=Skipped step_message="there is no repository yet"
  log "$step_message"
}
