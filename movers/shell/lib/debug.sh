# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# DEBUG_MOVER=1: the container stays up, so that somebody can look around and run the
# mover by hand. It ends with a failure: nothing was transferred.

# debug_session IMAGE_DIR
debug_session() {
  [[ $1 != /tmp ]] || return 0
  cp -R "$1/entry.sh" "$1/lib" "$1/shell" /tmp/
  : >/tmp/exit-debug-if-removed
  log "Debug mode: the mover was not started."
  log "To run it, open a shell in this container and call /tmp/entry.sh with the steps."
  log "To end, remove /tmp/exit-debug-if-removed; the run then counts as failed."
  while [[ -e /tmp/exit-debug-if-removed ]] && ((!cancelled)); do
    sleep 10 &
    wait "$!" || true
  done
  failure=Unknown message="debug session ended, no step was run"
  exit 1
}
