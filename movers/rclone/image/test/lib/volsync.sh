# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# A peer that has rclone, getfacl and setfacl and runs what VolSync's mover runs.

# volsync_runs SCRIPT: where the mover would run, with VolSync's defaults for rclone.
volsync_runs() {
  sandboxed bash -euo pipefail -c 'export RCLONE_TRANSFERS=10 RCLONE_CHECKSUM=1 RCLONE_STATS=20s
    remote=$RCLONE_CONFIG_SECTION:$RCLONE_DEST_PATH
    common=(--one-file-system --create-empty-src-dirs)
    '"$1" >"$world/volsync.log" 2>&1 || {
    tail -n 20 "$world/volsync.log"
    complain "that VolSync's commands succeed"
  }
}

volsync_source() {
  volsync_runs '
    find /data -path /data/lost+found -prune -o -print | getfacl -P - >/tmp/permissions.facl
    rclone sync "${common[@]}" --exclude "lost+found/**" /data "$remote" --log-level DEBUG
    rclone copy "${common[@]}" --stats-one-line-date --include permissions.facl /tmp "$remote" --log-level DEBUG
    sync -f /data'
}

volsync_destination() {
  volsync_runs '
    rclone sync "${common[@]}" --exclude "lost+found/**" --exclude permissions.facl "$remote" /data --log-level DEBUG
    rclone copy "${common[@]}" --stats-one-line-date --include permissions.facl "$remote" /tmp --log-level DEBUG
    stat /tmp/permissions.facl
    cd /
    setfacl --restore=/tmp/permissions.facl || true
    sync -f /data'
}
