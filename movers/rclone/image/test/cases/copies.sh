# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_tree_comes_back_with_all_its_metadata() {
  need_root
  local name
  mkdir -p "$world/data"/{a/b,empty/below}
  file f one
  file a/b/g two
  ln "$world/data/f" "$world/data/a/same"
  ln -s /etc/passwd "$world/data/link"
  ln -s nowhere "$world/data/a/dangling"
  mkfifo "$world/data/pipe"
  for name in $'new\nline' -dash ' blanks ' $'bytes-\xff\xfe' $'ü#%"\\' permissions; do file "dir/$name" "$name"; done
  chmod 4750 "$world/data/f"
  chmod 000 "$world/data/a/b/g"
  chown 12:34 "$world/data/f" "$world/data/a"
  chown -h 56:78 "$world/data/link"
  setfacl -m u:1234:r "$world/data/a/b"
  setfacl -d -m g:55:rwx "$world/data/a"
  setfattr -n user.colour -v $'gr\xfcn\n' "$world/data/dir/-dash"
  touch -h -d 2001-02-03T04:05:06.123456789 "$world/data"/{f,link,pipe,a/b,empty}
  round_trip
  expect_same_trees
}

# second_round: what was changed in origin goes to the remote, and from there to data.
second_round() {
  mv "$world/data" "$world/second" && mv "$world/origin" "$world/data"
  source_sync RUN_ID=run-2 STAGED=1
  expect_succeeded
  local first_report=$report
  mv "$world/data" "$world/origin" && mv "$world/second" "$world/data"
  destination_sync RUN_ID=run-3
  expect_succeeded
  expect_same_trees
  report=$first_report
}

test_only_what_changed_is_copied_again_and_what_is_gone_is_deleted() {
  need_root
  file stays one
  file goes two
  file a/b/goes three
  file changes four
  ln -s stays "$world/data/link-goes"
  ln -s stays "$world/data/link-changes"
  mkfifo "$world/data/pipe"
  round_trip
  rm -r "$world/origin/goes" "$world/origin/a" "$world/origin"/link-* "$world/origin/pipe"
  echo other >"$world/origin/changes"
  chmod 640 "$world/origin/stays"
  ln -s elsewhere "$world/origin/link-changes"
  second_round
  expect_report '.figures.filesTransferred == 1 and .figures.filesDeleted == 2'
}

test_files_and_folders_take_each_others_places() {
  need_root
  file was-file one
  file was-folder/a/b two
  ln -s was-file "$world/data/was-link"
  mkdir "$world/data/lost+found"
  round_trip
  mkdir "$world/data/lost+found"
  rm -r "$world/origin"/was-*
  mkdir -p "$world/origin/was-file/below" "$world/origin/was-link"
  echo three >"$world/origin/was-file/below/x"
  echo four >"$world/origin/was-link/x"
  ln -s elsewhere "$world/origin/empty"
  echo now >"$world/origin/was-folder"
  second_round
  expect_report '.figures.filesTransferred == 3' # in several calls of rclone
  [[ -d $world/data/lost+found ]] || complain "that lost+found stays"
}

test_hard_links_that_part_are_files_of_their_own_again() {
  need_root
  file a one
  ln "$world/data/a" "$world/data/b"
  ln "$world/data/a" "$world/data/c"
  round_trip
  expect_equal "$(stat -c %h "$world/data/a")" 3
  rm "$world/origin/b"
  cp -p "$world/origin/a" "$world/origin/b"
  second_round
}

test_holes_of_sparse_files_come_back() {
  truncate -s 64M "$world/data/sparse"
  printf end >>"$world/data/sparse"
  round_trip
  (($(stat -c %b "$world/data/sparse") < 2048)) || complain "holes, found $(stat -c %b "$world/data/sparse") blocks"
  cmp "$world/origin/sparse" "$world/data/sparse"
}

test_nested_files_of_the_name_permissions_facl_are_data() {
  need_root
  file permissions.facl mine
  file a/permissions.facl mine
  file a/lost+found/x mine
  round_trip
  expect_same_trees
}

test_what_is_excluded_is_neither_copied_nor_deleted() {
  need_root
  file keep one
  file cache/x two
  file a/one.tmp three
  file 'b/{odd}[name]' four
  ln -s x "$world/data/cache/link"
  source_sync $'EXCLUDES=/cache/**\n*.tmp\n/b/{odd,[{]*}[[]name]'
  expect_succeeded
  [[ -e $world/remote/r/keep && ! -e $world/remote/r/cache ]]
  rm -r "$world/data/cache" "$world/data/a/one.tmp" "$world/data/b/{odd}[name]"
  other_volume
  mkdir -p "$world/data/mine"
  ln -s nowhere "$world/data/mine/link"
  destination_sync 'EXCLUDES=/mine/'
  expect_succeeded
  [[ -L $world/data/mine/link ]] || complain "that what is excluded stays"
  rm -r "$world/data/mine"
  diff <(cd "$world/origin" && find . | sort) <(cd "$world/data" && find . | sort)
}

test_the_log_has_the_lines_that_users_of_volsync_look_for() {
  file f one
  source_sync
  expect_log '^VolSync rclone container version: '
  expect_log '^Transferred: 4 B / 4 B, 100%'
  expect_log '^Elapsed time: '
  expect_log '^Rclone completed in [0-9]+s$'
  expect_report '.figures.filesTransferred == 1 and .figures.bytesTransferred == 4 and .figures.filesTotal == 1'
  expect_report '[.log[] | select(startswith("Transferred:"))] | length >= 1'
}

test_files_restored_from_s3_are_the_same() {
  need_root
  s3_server
  mkdir "$world/data/empty"
  file f one
  file $'odd\nname' two
  file $'bytes-\xff' three
  ln -s f "$world/data/link"
  chmod 600 "$world/data/f"
  round_trip RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket/volume
  expect_same_trees
}

test_verification_finds_both_sides_the_same() {
  file f one
  source_sync VERIFY=1
  expect_succeeded
  expect_log 'Verified'
}
