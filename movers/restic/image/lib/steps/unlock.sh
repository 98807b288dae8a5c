# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# unlock: removes stale locks, never live ones.

step_unlock() {
  log "=== Starting unlock ==="
  remove_stale_locks
  case $restic_status in
    0) note section '{"unlocked":true}' ;;
    10)
      log "No repo, ignoring unlock error"
      step_message="there is no repository yet"
      ;;
    *)
      log "ERROR: failure unlocking repository"
      fail unlock || return
      ;;
  esac
}
