#!/usr/bin/env bash
# Runs one test in a world of its own; runner.sh calls it. usage: one.sh FILE FUNCTION | one.sh --prepare
# The mover's test/lib/world.sh and expect.sh add to ours.
set -euo pipefail
shell=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2154,SC2034 # run_tests exports "tests"; cases use "image"
readonly shell here=$tests image=${tests%/*}
# shellcheck source=world.sh
source "$shell/test/lib/world.sh"
# shellcheck source=expect.sh
source "$shell/test/lib/expect.sh"
# shellcheck source=/dev/null
source "$here/lib/world.sh"
# shellcheck source=/dev/null
source "$here/lib/expect.sh"

if [[ $1 == --prepare ]]; then
  prepare_worlds
  exit
fi
world=$scratch/$2
make_world
# shellcheck source=/dev/null
source "$1"
trap 'end_world' EXIT
"$2"
