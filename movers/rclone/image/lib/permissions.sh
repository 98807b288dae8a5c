# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# permissions.facl at the root of a remote: the output of getfacl, with which VolSync keeps owners, modes and
# access lists.

readonly permissions_object=permissions.facl

save_permissions() {
  begin permissions query rcat -- "$remote/$permissions_object" < <(
    exec 3>&-
    cd "${DATA_DIR%/*}/" || exit
    find "${DATA_DIR##*/}" -path "${DATA_DIR##*/}/lost+found" -prune -o ! -type l -print0 | xargs -0 getfacl -P -n -- 2>/dev/null
  )
  end permissions
  ((rclone_status == 0)) || fail
}

# apply_permissions: from the object, where there is one; else returns 4.
apply_permissions() {
  hash setfacl 2>/dev/null || return 4
  begin permissions restore_permissions </dev/null
  end permissions
  case $rclone_status in
    0) ;;
    3 | 4) return 4 ;;
    *) fail || return ;;
  esac
  [[ ! -s $work_dir/setfacl ]] ||
    warn "owners, modes or access lists of $(grep -c . "$work_dir/setfacl") files or folders could not be set"
}

# restore_permissions: ends as rclone does. An entry that leads out of the volume is left out: the remote may be
# anybody's.
restore_permissions() {
  cd "${DATA_DIR%/*}/" || return
  query cat -- "$remote/$permissions_object" | awk -v root="${DATA_DIR##*/}" '
    /^# file: / { path = substr($0, 9); ok = (path == root || index(path, root "/") == 1) && path !~ /(^|\/)\.\.(\/|$)/ }
    ok' | { setfacl --restore=- 2>"$work_dir/setfacl" || true; }
}
