#!/usr/bin/env bash
# Entry point of the rsync movers: entry.sh STEP
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
# shellcheck source=lib/volume.sh
source "$image_dir/lib/volume.sh"
# shellcheck source=lib/failures.sh
source "$image_dir/lib/failures.sh"
# shellcheck source=lib/account.sh
source "$image_dir/lib/account.sh"
# shellcheck source=lib/children.sh
source "$image_dir/lib/children.sh"
# shellcheck source=lib/psk.sh
source "$image_dir/lib/psk.sh"
# shellcheck source=lib/tls.sh
source "$image_dir/lib/tls.sh"
# shellcheck source=lib/ssh.sh
source "$image_dir/lib/ssh.sh"
# shellcheck source=lib/peer.sh
source "$image_dir/lib/peer.sh"
# shellcheck source=lib/talk.sh
source "$image_dir/lib/talk.sh"
# shellcheck source=lib/streams.sh
source "$image_dir/lib/streams.sh"
# shellcheck source=lib/plain.sh
source "$image_dir/lib/plain.sh"
# shellcheck source=lib/block.sh
source "$image_dir/lib/block.sh"
# shellcheck source=lib/steps/send.sh
source "$image_dir/lib/steps/send.sh"
# shellcheck source=lib/steps/receive.sh
source "$image_dir/lib/steps/receive.sh"

# shellcheck disable=SC2034 # shell/report.sh uses these
{
  report_notable='^\s*([sS]ent\s.+[bB]ytes\s.+[rR]eceived\s.+[bB]ytes|[tT]otal size|(disk)?[rR]sync completed in)'
  report_notable+='|ERROR|WARNING|sent [0-9]+ bytes'
  report_names=problems
}

learn_more_secrets() {
  local line
  [[ ! -r ${KEYS_DIR:=/keys}/psk.txt ]] || while IFS= read -r line || [[ -n $line ]]; do
    hide "${line#*:}"
  done <"$KEYS_DIR/psk.txt"
}

greet() {
  log_version "rsync${TRANSPORT:+-$TRANSPORT}"
  log "$*"
}

prepare() {
  check_settings "$@"
  check_programs awk flock gzip python3 rsync sync
  find_volume "$1"
}

conclude() { :; }

run_mover "$@"
