# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# The world of the rclone mover: a remote in a folder, and the volume of a destination in data.

# shellcheck source=volsync.sh
source "$here/lib/volsync.sh"

mover_name=rclone
mover_command=(/mover-rclone/entry.sh)
folders=(remote rclone-config)
mounts=(--ro-bind "$RCLONE" /opt/bin/rclone)
settings=(RCLONE_CONFIG=/rclone-config/rclone.conf RCLONE_CONFIG_SECTION=disk RCLONE_DEST_PATH=/remote/r
  DIRECTION=source MOUNT_PATH=/data PROBE_TIMEOUT=30)

prepare_worlds() { :; }

furnish_world() {
  printf '[disk]\ntype = local\n\n[other]\ntype = local\n' >"$world/rclone-config/rclone.conf"
  chmod 644 "$world/rclone-config/rclone.conf"
}

# rclone on this side of the sandbox.
rclone() { "$RCLONE" --config "$world/rclone-config/rclone.conf" "$@"; }

# source_sync, destination_sync [NAME=VALUE…]: one sync.
source_sync() { mover "$@" sync; }
destination_sync() { mover DIRECTION=destination "$@" sync; }

# other_volume: what was the source is kept as "origin"; data is a new, empty volume.
other_volume() {
  mv "$world/data" "$world/origin"
  mkdir "$world/data"
  chmod 777 "$world/data"
}

# round_trip [NAME=VALUE…]: source and destination, both without a complaint.
round_trip() {
  source_sync "$@"
  expect_succeeded
  other_volume
  destination_sync "$@"
  expect_succeeded
}

# s3_server: an S3 server, with a bucket "bucket"; section "s3" of rclone.conf is its.
s3_server() {
  mkdir -p "$world/s3/bucket"
  "$RCLONE" serve s3 --help >/dev/null 2>&1 || { echo "this rclone serves no S3" && exit 77; }
  "$RCLONE" --config /dev/null serve s3 --auth-key s3user,s3kr3t-key --addr 127.0.0.1:0 "$world/s3" 2>"$world/s3.log" &
  started+=("$!")
  until_true 30 grep -q 'http://127.0.0.1:' "$world/s3.log"
  [[ $(<"$world/s3.log") =~ (http://127.0.0.1:[0-9]+) ]]
  printf '%s\n' '[s3]' 'type = s3' 'provider = Rclone' "endpoint = ${BASH_REMATCH[1]}" 'access_key_id = s3user' \
    'secret_access_key = s3kr3t-key' 'force_path_style = true' >>"$world/rclone-config/rclone.conf"
}
