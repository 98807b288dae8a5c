# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Locks. The host name of this container belongs to one resource, and one attempt of it
# runs at a time: a lock with our host name is ours and its holder is dead.

# restic_locked STEP ARGUMENT…: restic_call that copes with locks. The first try fails at
# once on a lock; stale locks are removed; what is left is waited for.
restic_locked() {
  restic_call "$@"
  ((restic_status == 11)) || return 0
  log "repository is locked, removing stale locks"
  remove_stale_locks
  restic_call "$1" --retry-lock "$RETRY_LOCK" "${@:2}"
}

heal_own_locks_of_earlier_attempt() {
  ((ATTEMPT > 1)) || return 0
  read_locks
  ((!unreachable && !cancelled)) || fail "looking for locks" || exit
  ((${#lock_pids[@]} == 0)) || remove_stale_locks
}

# Runs "restic unlock". It takes a lock of our host for stale if no process with the
# recorded id lives here, and ids repeat from container to container: so this first
# moves on to ids that no lock names.
remove_stale_locks() {
  read_locks
  local pid clear=0 next
  while ((!clear)); do
    : &
    next=$! clear=1
    wait_for "$next" || true
    for pid in ${lock_pids[@]+"${lock_pids[@]}"}; do
      ((pid < next || pid > next + 256)) || clear=0
    done
  done
  restic_call unlock unlock
}

# Sets lock_pids to the process ids that locks of this host name.
read_locks() {
  local id host
  local -a ids
  host=$(</proc/sys/kernel/hostname)
  lock_pids=()
  restic_call query list locks --no-lock
  ((restic_status == 0)) || return 0
  mapfile -t ids < <(tr -d '"' <"$work_dir/out")
  for id in ${ids[@]+"${ids[@]}"}; do
    restic_call query cat lock "$id" --no-lock
    ((restic_status == 0)) || continue
    lock_pids+=("$(jq -r --arg host "$host" 'select(.hostname == $host) | .pid' "$work_dir/out")")
  done
}

lock_pids=()
