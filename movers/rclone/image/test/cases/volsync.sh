# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# A peer that runs VolSync's own commands, in both roles: contents, modes, owners, access lists and times are compared.

# what_volsync_keeps: links, pipes, attributes and names with newlines are not among it.
what_volsync_keeps() {
  need_root
  mkdir -p "$world/data"/{empty/below,a/b}
  file a/b/f one
  file a/g two
  file goes/x three
  file stays four
  file b/permissions.facl mine
  file $'bytes-\xff ü#%"\\' five
  file ' -dash' six
  chown 12:34 "$world/data/a/b/f" "$world/data/empty"
  chmod 640 "$world/data/a/b/f"
  chmod 000 "$world/data/a/g"
  chmod 4755 "$world/data/stays"
  chmod 2770 "$world/data/empty/below"
  setfacl -m u:77:rw "$world/data/a/b/f"
  setfacl -m u:1234:r "$world/data/a/b"
  setfacl -d -m g:55:rwx "$world/data/a"
  touch -d 2001-02-03T04:05:06.123456789 "$world/data"/{a/b/f,stays}
}

# changes_and_deletions FOLDER: the second round.
changes_and_deletions() {
  rm -r "$1/goes" "$1/empty/below"
  echo "one, changed" >"$1/a/b/f"
  chmod 600 "$1/stays"
  chown 55:66 "$1/a/g"
  setfacl -b "$1/a/b"
  setfacl -m u:99:r "$1/a/g"
  mkdir "$1/new"
  echo seven >"$1/new/file"
  chmod 711 "$1/new"
}

# swap: between the volume of the source and that of the destination, which the test calls data in turns.
swap() { mv "$world/data" "$world/between" && mv "$world/origin" "$world/data" && mv "$world/between" "$world/origin"; }

# replicated: what is in data is what is in origin. VolSync takes our folder on the remote for data, keeps no file of
# the name permissions.facl, and no times of folders.
replicated() {
  rm -rf "$world/data/.scribe" "$world/origin/.scribe"
  diff <(kept origin) <(kept data)
}

kept() { whole_listing "$world/$1" | LC_ALL=C sed -E '/permissions.facl /d; s/( directory [0-7]+ [0-9:]+ )[0-9.]+/\1/'; }

test_a_destination_takes_what_volsync_sends_twice() {
  what_volsync_keeps
  volsync_source
  other_volume
  destination_sync
  expect_exit 0
  replicated
  [[ -e $world/data/b/permissions.facl && ! -e $world/data/permissions.facl ]] || complain "only the user's own file of that name"
  changes_and_deletions "$world/origin"
  swap
  volsync_source
  swap
  destination_sync RUN_ID=run-2
  expect_exit 0
  expect_report '.figures.filesTransferred == 2 and .figures.filesDeleted == 1'
  replicated
}

test_volsync_takes_what_a_source_sends_twice() {
  what_volsync_keeps
  source_sync WRITE_PERMISSIONS_FACL=1
  expect_succeeded
  other_volume
  volsync_destination
  replicated
  changes_and_deletions "$world/origin"
  swap
  source_sync WRITE_PERMISSIONS_FACL=1 RUN_ID=run-2
  expect_succeeded
  swap
  volsync_destination
  replicated
}

test_sources_of_both_take_over_from_each_other() {
  what_volsync_keeps
  source_sync
  expect_succeeded
  changes_and_deletions "$world/data"
  volsync_source
  [[ ! -e $world/remote/r/.scribe ]] || complain "that VolSync removes what it does not know"
  other_volume
  destination_sync
  expect_exit 0
  replicated
  swap
  echo more >"$world/data/more"
  ln -s more "$world/data/link"
  source_sync RUN_ID=run-2
  expect_succeeded
  [[ ! -e $world/remote/r/permissions.facl ]] || complain "no list of what is no more"
  swap
  destination_sync RUN_ID=run-3
  expect_succeeded
  expect_same_trees
}
