# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# permissions.facl at the root of a remote: the output of getfacl, with which VolSync keeps owners, modes and
# access lists.

readonly permissions_object=permissions.facl

save_permissions() {
  rclone_call query rcat -- "$remote/$permissions_object" < <(
    exec 3>&-
    cd "${DATA_DIR%/*}/" || exit
    find "${DATA_DIR##*/}" -path "${DATA_DIR##*/}/lost+found" -prune -o ! -type l -print0 | xargs -0 getfacl -P -n -- 2>/dev/null
  )
  ((rclone_status == 0)) || fail
}

# apply_permissions: from the object, where there is one; else returns 4. An entry that leads out of the
# volume is left out: the remote may be anybody's.
apply_permissions() {
  hash setfacl 2>/dev/null || return 4
  rclone_call query cat -- "$remote/$permissions_object" </dev/null > >(
    trap '' TERM INT
    exec 3>&-
    cd "${DATA_DIR%/*}/" || exit
    awk -v root="${DATA_DIR##*/}" '
      /^# file: / { path = substr($0, 9); ok = (path == root || index(path, root "/") == 1) && path !~ /(^|\/)\.\.(\/|$)/ }
      ok' | setfacl --restore=- 2>"$work_dir/setfacl" || true
    : >"$work_dir/setfacl.done"
  )
  case $rclone_status in
    0) ;;
    3 | 4) return 4 ;;
    *) fail || return 1 ;;
  esac
  until [[ -e $work_dir/setfacl.done ]] || ((cancelled)); do sleep 0.1; done
  [[ ! -s $work_dir/setfacl ]] ||
    warn "owners, modes or access lists of $(grep -c . "$work_dir/setfacl") files or folders could not be set"
}
