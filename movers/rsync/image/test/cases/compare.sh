# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# A destination tells which directories it has already; the others are sent.

# both_have_it: a tree that both sides have; sets ours and theirs.
both_have_it() {
  need_root
  ours=$top/source/data theirs=$top/destination/data
  a_tree
  rm "$ours/folder/deeper/hard" # a file with several names is always looked at
  many 40 3
  ln -s x "$ours/d1/e1/link"
  setfattr -n user.color -v blue "$ours/d2/e2/1"
  setfacl -m u:1234:r "$ours/d3/e3/1"
  find "$ours/d4" -exec touch -hd '2020-02-02 02:02:02.123456789' {} +
  transfer
  expect_replica
}

# looked_at NUMBER: so many directories were not there already.
looked_at() {
  local all
  [[ $source_log =~ ([0-9]+)' of '([0-9]+)' directories are there already' ]] || complain "directories that are there already"
  all=${BASH_REMATCH[2]}
  ((all > 10)) || complain "more directories than $all"
  expect_equal "$((all - BASH_REMATCH[1]))" "$1"
}

nothing_is_sent() {
  both_have_it
  transfer
  looked_at 0
  grep -q 'Sending in 0 streams' <<<"$source_log" || complain "no stream"
  jq -e '.figures.filesTransferred == 0 and .figures.filesTotal > 40 and .figures.bytesTotal > 20000000' <<<"$source_report"
  expect_replica
}

test_a_tree_that_is_there_already_is_not_sent_by_tls() {
  nothing_is_sent
}

test_a_tree_that_is_there_already_is_not_sent_by_ssh() {
  by_ssh
  nothing_is_sent
}

# Where both movers are the same user, as they are with one security context; else rsync looks whether it may give files away.
test_a_tree_that_is_there_already_is_not_sent_without_rights() {
  need_root
  unprivileged=1
  ours=$top/source/data theirs=$top/destination/data
  many 8 5
  ln -s x "$ours/link"
  transfer
  chown -hR --reference="$theirs/d1/e1/1" "$ours"/*
  transfer
  grep -q 'Sending in 0 streams' <<<"$source_log" || complain "no stream"
  looked_at 0
}

# changed SIDE-DATA CHANGE…: makes each change in a folder of its own, whose time stays as it is: d0/e0, d1/e1 and so on.
changed() {
  local data=$1 number=0 folder
  shift
  for change in "$@"; do
    folder=$data/d$((number % 7))/e$number
    touch -r "$folder" "$top/time"
    (cd "$folder" && eval "$change")
    [[ $change == *'# time' ]] || touch -r "$top/time" "$folder"
    number=$((number + 1))
  done
}

# followed NUMBER: a transfer brings all of them, and leaves all other directories out.
followed() {
  transfer
  looked_at "$1"
  expect_replica
}

test_every_change_of_a_source_is_seen() {
  both_have_it
  changed "$ours" 'rm 1' 'ln -sfn other link; touch -hd 2021-01-01 link' 'setfattr -n user.color -v red 1' 'setfacl -m u:1234:rw 1' \
    'echo 4 2 >1; touch -d "2020-02-02 02:02:02.123456788" 1' 'chmod 604 1' 'chown 7 1' 'chgrp 7 1' 'echo new >new' 'echo more >>1' \
    'rm 1; mkdir 1' 'mv 1 one' 'touch . # time' 'chmod 700 .' 'chown 7 .' 'setfacl -d -m u:1234:r .' 'setfattr -n user.color -v red .' \
    'rm 1; mkfifo 1' 'setcap cap_chown+ep 1 2>/dev/null || setfattr -n user.x -v y 1' 'ln -s x link'
  # A new folder is looked at, too.
  followed 21
  changed "$ours" : 'touch -hd 2022-02-02 link' 'setfattr -x user.color 1' 'setfacl -b 1'
  rm -r "$ours/d1/e36" # and with it d1
  chmod 2750 "$ours"
  followed 5
}

test_every_change_at_the_destination_is_undone() {
  both_have_it
  changed "$theirs" 'rm 1' 'ln -sfn other link' 'setfattr -x user.color 1' 'setfacl -m u:1234:rw 1' 'touch -d @1 1' 'chmod 604 1' 'chown 7 1' \
    'chgrp 7 1' 'echo new >new' 'echo more >>1' 'rm 1; mkdir 1' 'mkdir folder' 'touch . # time' 'chmod 700 .' 'setfacl -m u:99:r .' \
    'setfattr -n user.other -v red .' 'setfattr -n user.other -v red 1'
  rm -r "$theirs/d3/e38" # and with it d3
  chmod 700 "$theirs"
  followed 20
}

test_a_file_with_several_names_is_always_looked_at() {
  both_have_it
  ln "$ours/folder/one" "$ours/empty/hard"
  ln "$theirs/folder/one" "$theirs/empty/other"
  transfer
  expect_replica
  touch -r "$theirs/empty" "$ours/empty"
  rm "$theirs/empty/hard" && cp -p "$theirs/folder/one" "$theirs/empty/hard" && touch -r "$ours/empty" "$theirs/empty"
  transfer
  expect_replica
}

# What it says is checked for its end: parts of it count for nothing.
test_a_destination_that_can_not_tell_what_it_has_gets_all_of_it() {
  both_have_it
  local program
  echo more >>"$ours/folder/one"
  for program in 'import os; os.write(1, bytes(range(160)))' 'raise SystemExit(1)' 'import os; os.write(1, bytes(15))'; do
    echo "$program" >"$top/walk.py"
    mounts+=(--ro-bind "$top/walk.py" "/mover-rsync/lib/walk.py")
    on destination start receive
    unset 'mounts[-1]' 'mounts[-1]' 'mounts[-1]'
    listening
    on source mover send
    expect_exit 0
    ! grep -q 'there already' <<<"$log" || complain "nothing that is there already"
    on destination finish
    expect_exit 0
    expect_replica
    echo more >>"$ours/folder/one"
  done
}

test_what_is_to_be_verified_is_looked_at_whatever_it_looks_like() {
  both_have_it
  echo owt >"$theirs/folder/deeper/two" # two, the other way round
  touch -r "$ours/folder/deeper/two" "$theirs/folder/deeper/two"
  on destination start receive
  listening
  on source mover VERIFY=1 send
  expect_failure 1 Damaged
  stop destination
}
