#!/usr/bin/env bash
# Entry point of the rclone mover: entry.sh STEP…
# What it reads, does and leaves behind is described in README.md beside it.
set -euo pipefail
export LC_ALL=C
cancelled=0
trap 'cancelled=1' TERM INT # process 1 would ignore a signal that comes before all is in place

image_dir=$(cd -- "${BASH_SOURCE[0]%entry.sh}." && pwd)
readonly image_dir

# shellcheck source=../../shell/lib/all.sh
source "$image_dir/shell/all.sh"
# shellcheck source=lib/settings.sh
source "$image_dir/lib/settings.sh"
# shellcheck source=lib/config.sh
source "$image_dir/lib/config.sh"
# shellcheck source=lib/rclone.sh
source "$image_dir/lib/rclone.sh"
# shellcheck source=lib/failures.sh
source "$image_dir/lib/failures.sh"
# shellcheck source=lib/state.sh
source "$image_dir/lib/state.sh"
# shellcheck source=lib/permissions.sh
source "$image_dir/lib/permissions.sh"
# shellcheck source=lib/transfer.sh
source "$image_dir/lib/transfer.sh"
# shellcheck source=lib/metadata.sh
source "$image_dir/lib/metadata.sh"
# shellcheck source=lib/source.sh
source "$image_dir/lib/source.sh"
# shellcheck source=lib/destination.sh
source "$image_dir/lib/destination.sh"

# shellcheck disable=SC2034 # those of shell use these
{
  report_notable='^\s*([tT]ransferred:|[cC]hecks:|[dD]eleted:|[eE]lapsed time:|[rR]clone completed in|ERROR|WARNING)'
  report_names=failed
  refusal=error
}

learn_more_secrets() {
  learn_secrets_of_config
}

greet() {
  log_version rclone
}

prepare() {
  drop_variables
  check_programs cat find grep head python3 rclone sync timeout
  check_settings "$@"
  prepare_rclone
  ask_remote # beside the rest
  check_version rclone "$oldest_rclone" '^rclone v([0-9]+)\.([0-9]+)'
  [[ -z ${CUSTOM_CA:-} ]] || log "Using custom CA."
}

step_sync() {
  local status=0
  "sync_$DIRECTION" || status=$?
  drop_metadata
  drop "${!begun[@]}"
  return "$status"
}

flush_volume() {
  sync -f "$DATA_DIR" || fail_step Unknown "the files could not be written to the volume"
}

conclude() {
  log "Rclone completed in ${1}s"
}

run_mover "$@"
