#!/usr/bin/env bash
# Entry point of the restic mover: entry.sh STEP…
# What it reads, does and leaves behind is described in README.md beside it.
set -euo pipefail
export LC_ALL=C
cancelled=0
trap 'cancelled=1' TERM INT # process 1 would ignore a signal that comes before all is in place

image_dir=$(cd -- "${BASH_SOURCE[0]%entry.sh}." && pwd)
readonly image_dir

# shellcheck source=lib/log.sh
source "$image_dir/lib/log.sh"
# shellcheck source=lib/report.sh
source "$image_dir/lib/report.sh"
# shellcheck source=lib/programs.sh
source "$image_dir/lib/programs.sh"
# shellcheck source=lib/settings.sh
source "$image_dir/lib/settings.sh"
# shellcheck source=lib/signals.sh
source "$image_dir/lib/signals.sh"
# shellcheck source=lib/stop_point.sh
source "$image_dir/lib/stop_point.sh"
# shellcheck source=lib/results.sh
source "$image_dir/lib/results.sh"
# shellcheck source=lib/restic.sh
source "$image_dir/lib/restic.sh"
# shellcheck source=lib/failures.sh
source "$image_dir/lib/failures.sh"
# shellcheck source=lib/locks.sh
source "$image_dir/lib/locks.sh"
# shellcheck source=lib/marker.sh
source "$image_dir/lib/marker.sh"
# shellcheck source=lib/steps/backup.sh
source "$image_dir/lib/steps/backup.sh"
# shellcheck source=lib/steps/forget.sh
source "$image_dir/lib/steps/forget.sh"
# shellcheck source=lib/steps/prune.sh
source "$image_dir/lib/steps/prune.sh"
# shellcheck source=lib/steps/check.sh
source "$image_dir/lib/steps/check.sh"
# shellcheck source=lib/steps/unlock.sh
source "$image_dir/lib/steps/unlock.sh"
# shellcheck source=lib/steps/restore.sh
source "$image_dir/lib/steps/restore.sh"
# shellcheck source=lib/debug.sh
source "$image_dir/lib/debug.sh"

main() {
  exec 3>&1
  local started=$SECONDS step
  work_dir=$(mktemp -d /tmp/scribe.XXXXXX)
  : >"$work_dir/log"
  : >"$work_dir/notes"
  trap finish EXIT
  trap on_signal TERM INT
  trap '' HUP # restic probes the holders of locks with it, our own process ids included

  learn_secrets
  log "Starting container"
  log "VolSync restic container version: $(cat -- "$image_dir/version" 2>/dev/null || echo "${version:-unknown}")"
  log "$*"
  [[ ${DEBUG_MOVER:-0} != 1 ]] || debug_session "$image_dir"
  check_programs
  check_settings "$@"
  prepare_cache
  [[ -z ${CUSTOM_CA:-} ]] || log "Using custom CA."
  check_restic_version

  heal_own_locks_of_earlier_attempt
  for step in "$@"; do
    run_step "$step"
  done
  log "Restic completed in $((SECONDS - started))s"
  log "=== Done ==="
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

main "$@"
