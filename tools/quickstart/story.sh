# shellcheck shell=bash disable=SC2034,SC2154 # quickstart sources its parts: they share variables
# The story: what is done, in order, and what is told about it.

tell_story() {
  printf '%s, Java %s, as %s\n' "${restic_version%% compiled*}" "$java_version" "$(who_runs)"

  chapter "Backing up $told_folder"
  aside list first looking_only "$folder"
  write_secret
  write_volume folder "$folder"
  write_source folder first
  sync_now source folder
  tell_backup

  chapter "Changing a copy of it, and backing that up"
  copy_folder
  change_copy
  aside list second command "$work/copy"
  write_volume copy "$work/copy"
  write_source copy second
  sync_now source folder
  tell_backup

  chapter "Restoring both states"
  write_volume restored-first "$work/restored-first"
  write_destination restored-first 1
  write_volume restored-second "$work/restored-second"
  write_destination restored-second 0
  sync_now destination restored-first
  tell_restore restored-first
  aside list restored-first command "$work/restored-first"
  aside list again looking_only "$folder"
  sync_now destination restored-second
  tell_restore restored-second

  chapter "Comparing names, types, modes, owners, sizes, times, links, attributes and checksums"
  list restored-second command "$work/restored-second"
  finish_asides
  cmp -s "$work/first.list" "$work/again.list" ||
    fail "$folder was changed by somebody while this ran, so there is nothing to compare with; choose a folder at rest" 75
  compare first
  compare second
  tell_not_kept
  printf '\nAll equal. %d s in all.\n' "$SECONDS"
}

who_runs() {
  if ((EUID == 0)); then echo "root"; else echo "$(id -un) (without root, owners and ACLs are not restored)"; fi
}

chapter() { printf '\n== %s\n' "$1"; }

tell() { printf '   %s\n' "$1"; }

# aside COMMAND…: what only reads goes on beside the next sync.
asides=()
aside() {
  "$@" &
  asides+=("$!")
}

finish_asides() {
  local pid
  for pid in "${asides[@]}"; do
    wait "$pid" || fail "a folder could not be listed"
  done
}

# list NAME HOW FOLDER: writes the listing of a folder to NAME.list.
list() { "$2" "$root/tools/tree-listing" "$3" >"$work/$1.list"; }

# sync_now KIND NAME: one sync, with what the mover says as it says it.
sync_now() {
  local begin=${EPOCHREALTIME/./}
  PROGRESS_SECONDS=1 "$scribe" local sync "$1/$2" -f "$work/manifests" --state "$work/state" ||
    fail "the sync of $1 $2 failed"
  took=$(((${EPOCHREALTIME/./} - begin) / 1000))
  resource=$("$scribe" local get "$1/$2" -o json --state "$work/state")
}

# status FILTER: a value of the resource that was synced last.
status() { jq -r ".status | $1" <<<"$resource"; }

seconds() { printf '%d.%d s' $((took / 1000)) $((took % 1000 / 100)); }

size() { numfmt --to=iec-i --suffix=B -- "$1"; }

tell_backup() {
  local id
  id=$(status .restic.lastSnapshot.id)
  [[ $id != null ]] || fail "no snapshot was saved"
  tell "snapshot ${id:0:8}: $(status '.restic.lastSnapshot | "\(.filesNew) files new, \(.filesChanged) changed, \(.filesUnmodified) unmodified"'), $(size "$(status .restic.lastSnapshot.bytesTotal)") in all, $(size "$(status .restic.lastSnapshot.bytesAdded)") added to the repository, in $(seconds)"
}

tell_restore() {
  local id
  id=$(status .restic.lastRestored.snapshot)
  [[ $id != null ]] || fail "nothing was restored"
  tell "$1: snapshot ${id:0:8}, $(status .restic.lastRestored.filesRestored) objects, $(size "$(status .restic.lastRestored.bytesRestored)"), in $(seconds)"
}

# Out of a read-only view no ACLs of others can be copied without root: then access times may change.
copy_folder() {
  local copy=(cp -a --reflink=auto -- "$folder/." "$work/copy")
  if ! looking_only "${copy[@]}" 2>/dev/null; then
    remove_tree "$work/copy"
    mkdir "$work/copy"
    "${copy[@]}" || fail "$folder can't be copied"
  fi
}

# Adds, changes, removes and touches something that is there in any folder.
change_copy() {
  local -a files
  mapfile -d '' files < <(cd "$work/copy" && find . -type f -writable -size -20M -print0 | LC_ALL=C sort -z)
  chmod u+w "$work/copy" # the folder may be read-only
  mkdir "$work/copy/added by the quick start"
  echo "Written between the two backups." >"$work/copy/added by the quick start/file"
  tell "added      ./added by the quick start/file"
  ((${#files[@]} >= 3)) || return 0
  cd -- "$work/copy" || return
  echo "changed by the quick start" >>"${files[0]}"
  tell "changed    $(printable "${files[0]}")"
  if rm -f -- "${files[-1]}" 2>/dev/null; then tell "removed    $(printable "${files[-1]}")"; fi
  chmod 0600 "${files[1]}"
  tell "mode 0600  $(printable "${files[1]}")"
  cd -- "$root" || return
}

printable() { tr -c '[:print:]' '?' <<<"$1" | tr -d '\n' | sed 's/?$//'; }

compare() {
  local options=()
  ((EUID == 0)) || options=(--unprivileged)
  "$root/tools/tree-compare" "${options[@]}" "$work/$1.list" "$work/restored-$1.list" >"$work/$1.not-kept" ||
    fail "the $1 state was not restored as it was"
  tell "$1 state: $(wc -l <"$work/$1.list") objects, no difference"
}

tell_not_kept() {
  [[ -s $work/first.not-kept || -s $work/second.not-kept ]] || return 0
  tell "not kept, because restic can't:"
  sort -u "$work"/*.not-kept | while IFS= read -r line; do tell "  $line"; done
}
