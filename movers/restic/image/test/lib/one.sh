#!/usr/bin/env bash
# Runs one test in a world of its own. usage: one.sh FILE FUNCTION | one.sh --prepare
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly here image=${here%/*}
# shellcheck source=world.sh
source "$here/lib/world.sh"
# shellcheck source=expect.sh
source "$here/lib/expect.sh"

if [[ $1 == --prepare ]]; then
  RESTIC_REPOSITORY=$scratch/empty-repository restic init --quiet
  exit
fi
world=$scratch/$2
make_world
# shellcheck source=/dev/null
source "$1"
trap 'end_world' EXIT
"$2"
