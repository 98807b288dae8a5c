# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# permissions.facl, and remotes without it.

test_a_remote_without_any_metadata_is_restored_with_a_warning() {
  mkdir -p "$world/remote/r"
  echo one >"$world/remote/r/f"
  destination_sync
  expect_warning 'no metadata'
  [[ -e $world/data/f ]] || complain "the file"
}

test_a_hostile_permissions_file_stays_in_the_volume() {
  need_root
  : >"$world/remote/victim"
  chmod 600 "$world/remote/victim"
  mkdir -p "$world/remote/r"
  echo one >"$world/remote/r/f"
  printf '# file: %s\n# owner: 0\n# group: 0\nuser::rwx\ngroup::rwx\nother::rwx\n\n' remote/victim data/../remote/victim >"$world/remote/r/permissions.facl"
  destination_sync
  expect_exit 0
  expect_equal "$(stat -c %a "$world/remote/victim")" 600
}

test_permissions_facl_is_written_for_volsync_when_told() {
  need_root
  file $'odd\nname' one
  chown 12:34 "$world/data/"odd*
  source_sync WRITE_PERMISSIONS_FACL=1
  expect_succeeded
  grep -qF '# file: data/odd\012name' "$world/remote/r/permissions.facl"
  expect_equal "$(grep -c '^# owner: 12$' "$world/remote/r/permissions.facl")" 1
  source_sync WRITE_PERMISSIONS_FACL=1 RUN_ID=run-2
  expect_report '.figures.filesDeleted == 0'
  other_volume
  destination_sync
  expect_succeeded
  [[ ! -e $world/data/permissions.facl ]] || complain "that it is no file of the volume"
}

test_without_it_a_stale_one_is_removed() {
  file f one
  source_sync WRITE_PERMISSIONS_FACL=1
  source_sync RUN_ID=run-2
  [[ ! -e $world/remote/r/permissions.facl ]] || complain "no permissions.facl"
}

test_a_users_own_permissions_facl_is_not_overwritten() {
  file permissions.facl mine
  source_sync WRITE_PERMISSIONS_FACL=1
  expect_failure 1 Misconfigured
  expect_report '.message | contains("permissions.facl at its root")'
}

test_an_unprivileged_restore_says_what_it_could_not_set() {
  need_root
  file f one
  file g two
  chown 12:34 "$world/data/f"
  chmod 4755 "$world/data/f"
  chown 65532:65532 "$world/data/g"
  source_sync
  other_volume
  unprivileged=1
  destination_sync
  expect_warning 'owners of 1 .*needs? a privileged mover'
  expect_equal "$(stat -c %a "$world/data/f")" 755
  destination_sync
  expect_warning 'owners of 1 '
}

# rclone_fails_with CODE: when it is about permissions.facl.
rclone_fails_with() {
  printf '#!/bin/sh\ncase "$*" in *r/permissions.facl) echo "the store is on fire" >&2 && exit %s ;; esac\nexec /opt/rclone/rclone "$@"\n' "$1" >"$world/rclone"
  chmod 755 "$world/rclone"
  sandbox=(--ro-bind "$RCLONE" /opt/rclone/rclone --ro-bind "$world/rclone" /stand-ins/rclone)
  settings+=(PATH=/stand-ins:/usr/bin:/bin)
}

test_a_source_whose_permissions_facl_cannot_be_written_is_not_complete() {
  file f one
  rclone_fails_with 7
  source_sync WRITE_PERMISSIONS_FACL=1
  expect_failure 7 Unknown
  expect_report '.message | contains("the store is on fire")'
  expect_equal "$(remote_state .state)" Writing
}

test_a_destination_that_cannot_read_permissions_facl_fails() {
  mkdir -p "$world/remote/r"
  echo one >"$world/remote/r/f"
  rclone_fails_with 7
  destination_sync
  expect_failure 7 Unknown
  expect_report '.message | contains("the store is on fire")'
}

test_a_destination_without_rights_says_what_of_permissions_facl_it_could_not_set() {
  need_root
  mkdir -p "$world/remote/r"
  echo one >"$world/remote/r/f"
  printf '# file: data/%s\n# owner: 12\n# group: 34\nuser::rw-\ngroup::r--\nother::r--\n\n' f >"$world/remote/r/permissions.facl"
  unprivileged=1
  destination_sync
  expect_warning 'owners, modes or access lists of 1 files or folders could not be set'
}
