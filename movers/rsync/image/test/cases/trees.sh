# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

arrives_with_all_metadata() {
  need_root
  a_tree
  chown 1000:2000 "$top/source/data/folder/one"
  chown -h 1001:2001 "$top/source/data/relative"
  transfer
  expect_replica
  [[ $(stat -c %b "$top/destination/data/sparse") -lt 1000 ]] || complain "a sparse file"
  [[ ! -e $top/destination/data/lost+found ]] || complain "no lost+found of the root"
  jq -e '.figures.filesTransferred > 5' <<<"$source_report"
}

test_a_tree_arrives_by_tls_with_all_of_its_metadata() {
  arrives_with_all_metadata
}

test_a_tree_arrives_by_ssh_with_all_of_its_metadata() {
  by_ssh
  arrives_with_all_metadata
}

test_a_tree_arrives_by_ssh_with_rsa_keys() {
  by_ssh
  keys rsa
  arrives_with_all_metadata
}

# The movers' user owns neither root; a_tree's files are root's, which it can read.
as_nobody() {
  need_root
  unprivileged=1
  a_tree
  chmod -R a+rX "$top/source/data"
  transfer
  diff <(plain_listing "$top/source/data") <(plain_listing "$top/destination/data") || complain "alike but for owners and root"
}

plain_listing() {
  (cd "$1" && find . -mindepth 1 ! -path './lost+found*' -printf '%p %y %m %T@ %l\n' | sort)
}

test_without_rights_a_tree_arrives_by_tls() {
  as_nobody
}

test_without_rights_a_tree_arrives_by_ssh() {
  by_ssh
  as_nobody
}

test_device_files_that_the_destination_may_not_make_are_a_warning() {
  need_root
  a_tree
  mknod "$top/source/data/folder/null" c 1 3
  transfer
  jq -e '.outcome == "Warning" and (.message | contains("1 device files are not at the destination"))' <<<"$source_report"
  rm "$top/source/data/folder/null"
  touch -r "$top/destination/data/folder" "$top/source/data/folder"
  expect_replica
}

test_closed_folders_follow_in_several_streams_without_rights() {
  need_root
  unprivileged=1
  many 60 50
  chmod -R a+rX "$top/source/data"
  find "$top/source/data" -mindepth 1 -type d -exec chmod 555 {} +
  transfer PARALLELISM=4
  find "$top/source/data" -type f -name '1*' -exec sh -c 'echo more >>"$1"' - {} \;
  transfer PARALLELISM=4
  diff <(plain_listing "$top/source/data") <(plain_listing "$top/destination/data") || complain "alike but for owners and root"
}

test_changes_and_deletions_follow_in_a_second_round() {
  a_tree
  transfer
  local data=$top/source/data
  rm -r "$data/folder/deeper" "$data/relative"
  echo changed >"$data/folder/one"
  echo new >"$data/new"
  ln -s new "$data/another"
  touch -h -d '2001-01-01' "$data/another"
  setfattr -x user.color "$data/folder/one"
  transfer
  expect_replica
  jq -e '.figures.filesTransferred == 2 and .figures.filesDeleted >= 3' <<<"$source_report"
}

test_what_has_not_changed_is_not_sent_again() {
  a_tree
  transfer
  local before
  before=$(stat -c '%i %z' "$top/destination/data/absolute" "$top/destination/data/folder/one")
  transfer
  jq -e '.figures.filesTransferred == 0 and .figures.filesDeleted == 0' <<<"$source_report"
  expect_equal "$(stat -c '%i %z' "$top/destination/data/absolute" "$top/destination/data/folder/one")" "$before"
}

test_a_folder_becomes_a_file_and_a_file_a_folder() {
  local data=$top/source/data
  mkdir -p "$data/a/b/c" "$data/deep/d"
  echo x >"$data/a/b/c/x"
  echo y >"$data/f"
  echo z >"$data/deep/z"
  echo z >"$data/deep/d/z"
  transfer
  rm -r "$data/a" "$data/f" "$data/deep/d" "$data/deep/z"
  echo file >"$data/a"
  mkdir -p "$data/f/g" "$data/deep/z"
  echo file >"$data/f/g/h"
  ln -s ../f "$data/deep/d"
  echo in >"$data/deep/z/in"
  transfer PARALLELISM=4
  expect_replica
}

test_hard_links_stay_with_several_streams() {
  many 60 50
  local folder data=$top/source/data
  for ((folder = 1; folder < 60; folder += 2)); do
    ln "$data/d0/e0/1" "$data/d$((folder % 7))/e$folder/link"
    ln "$data/d$((folder % 7))/e$folder/2" "$data/d$(((folder - 1) % 7))/e$((folder - 1))/other"
  done
  transfer PARALLELISM=4
  jq -e '.section.streams >= 2' <<<"$source_report"
  expect_replica
}

test_several_streams_keep_the_times_of_folders_and_delete() {
  many 60 50
  transfer PARALLELISM=4
  find "$top/source/data" -type d -exec touch -d '2011-11-11 11:11:11.111111111' {} +
  rm -r "$top/source/data/d3" "$top/source/data/d4/e11"
  rm "$top/source/data"/d5/*/7
  find "$top/source/data" -type d -exec touch -d '2012-12-12 12:12:12.121212121' {} +
  chmod 555 "$top/source/data/d5"
  transfer PARALLELISM=4
  expect_replica
}

test_what_is_compressed_is_sent_in_fewer_bytes() {
  local way
  for way in zstd lz4 zlib none; do
    head -c 2000000 /dev/zero | tr '\0' a >"$top/source/data/$way"
    transfer COMPRESSION="$way"
    if [[ $way == none ]]; then
      jq -e '.figures.bytesSent > 2000000' <<<"$source_report"
    else
      jq -e '.figures.bytesSent < 500000' <<<"$source_report" || complain "less with $way"
    fi
  done
  expect_replica
}

test_files_that_hold_the_same_time_and_size_are_found_by_verification() {
  echo aaaa >"$top/source/data/a"
  touch -d 2020-01-01 "$top/source/data/a"
  transfer
  echo bbbb >"$top/destination/data/a"
  touch -d 2020-01-01 "$top/destination/data/a"
  on destination start receive
  listening
  on source mover VERIFY=1 send
  expect_failure 1 Damaged
  on destination finish
  expect_failure 1 Damaged
}

test_a_change_within_a_fraction_of_a_second_is_seen() {
  local data=$top/source/data
  mkdir "$data/folder"
  echo aaaa >"$data/a"
  touch -d '2020-01-01 00:00:00.1' "$data/a" "$data/folder"
  transfer
  echo bbbb >"$data/a"
  touch -d '2020-01-01 00:00:00.2' "$data/a" "$data/folder"
  transfer
  expect_replica
}
