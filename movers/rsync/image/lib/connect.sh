#!/usr/bin/env bash
# Takes the place of ssh for TLS. usage: connect.sh SETTINGS HOST COMMAND…
# The command goes ahead of what comes on standard input. A daemon, "raw" and the command that the destination keeps
# (SETTINGS.kept, see talk.sh) need none, and no copying; "scribe talk" comes with it. stunnel gives up when its input
# ends (with SETTINGS.patient when the other side has ended, too): a command that needs no input gets one that never ends,
# and that nobody else reads.
set -euo pipefail
settings=$1
shift 2
case "$*" in
  'rsync --server --daemon .' | 'scribe talk') exec stunnel "$settings" ;;
  raw) exec python3 -IS "${BASH_SOURCE[0]%/*}/bridge.py" "$settings.patient" ;;
  diskrsync\ *) exec python3 -IS "${BASH_SOURCE[0]%/*}/bridge.py" "$settings.patient" $'SCRIBE-RSYNC 1 '"$*"$'\n' ;;
  rsync\ *)
    [[ ! -e $settings.kept || $(<"$settings.kept") != "$*" ]] || exec stunnel "$settings"
    exec stunnel "$settings" < <(printf 'SCRIBE-RSYNC 1 %s\n' "$*" && exec cat 2>/dev/null)
    ;;
  *)
    mkfifo "$settings.$$"
    exec 0<>"$settings.$$"
    rm -- "$settings.$$"
    printf 'SCRIBE-RSYNC 1 %s\n' "$*" >&0
    exec stunnel "$settings"
    ;;
esac
