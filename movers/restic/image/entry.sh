#!/usr/bin/env bash
# Entry point of the restic mover: entry.sh STEP…
# What it reads, does and leaves behind is described in README.md beside it.
set -euo pipefail
export LC_ALL=C
cancelled=0
trap 'cancelled=1' TERM INT # process 1 would ignore a signal that comes before all is in place

image_dir=$(cd -- "${BASH_SOURCE[0]%entry.sh}." && pwd)
readonly image_dir

# shellcheck source=../../shell/lib/all.sh
source "$image_dir/shell/all.sh"
# shellcheck source=lib/programs.sh
source "$image_dir/lib/programs.sh"
# shellcheck source=lib/settings.sh
source "$image_dir/lib/settings.sh"
# shellcheck source=lib/halt.sh
source "$image_dir/lib/halt.sh"
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

# shellcheck disable=SC2034 # shell/log.sh and shell/report.sh use these
{
  not_secret=(RESTIC_PASSWORD_FILE RESTIC_PASSWORD_COMMAND)
  report_notable='^\s*([pP]rocessed\s.+[fF]iles|[sS]napshot\s.+[sS]aved|No eligible|[cC]reated'
  report_notable+='|[rR]epository\s.+[oO]pened|[rR]estoring|[nN]o parent snapshot|[uU]sing parent snapshot'
  report_notable+='|[aA]dded to the repository|[sS]uccessfully|[fF]atal|ERROR|[rR]estic completed in)'
  report_notable+='|No data|Directory is empty|RESTORE_OPTIONS|[iI]nitialize [dD]ir'
  report_names=unreadable
}

learn_more_secrets() {
  hide_credentials_of "${RESTIC_REPOSITORY:-}"
}

greet() {
  log "Starting container"
  log_version restic
  log "$*"
}

prepare() {
  trap '' HUP # restic probes the holders of locks with it, our own process ids included
  check_programs find restic sync timeout tr
  check_settings "$@"
  prepare_cache
  [[ -z ${CUSTOM_CA:-} ]] || log "Using custom CA."
  check_restic_version
  heal_own_locks_of_earlier_attempt
}

conclude() {
  log "Restic completed in ${1}s"
  log "=== Done ==="
}

run_mover "$@"
