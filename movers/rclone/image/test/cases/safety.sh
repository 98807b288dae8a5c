# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_an_empty_source_does_not_empty_the_remote() {
  file f one
  source_sync
  rm "$world/data/f"
  mkdir "$world/data/lost+found"
  source_sync RUN_ID=run-2
  expect_failure 1 SourceIncomplete
  expect_report '.message | contains("the source is empty, and the remote is not")'
  [[ -e $world/remote/r/f ]] || complain "that the remote keeps its files"
  expect_equal "$(remote_state '.state + .generation')" Completerun-1
}

test_an_empty_source_empties_no_remote_of_somebody_else() {
  mkdir -p "$world/remote/r"
  echo x >"$world/remote/r/theirs"
  source_sync
  expect_failure 1 SourceIncomplete
  [[ -e $world/remote/r/theirs ]] || complain "that the remote keeps its files"
}

test_an_empty_source_empties_the_remote_when_told() {
  file f one
  source_sync
  rm "$world/data/f"
  source_sync RUN_ID=run-2 WHEN_EMPTY=Continue
  expect_warning 'the source is empty'
  [[ ! -e $world/remote/r/f ]] || complain "an empty remote"
  file stays one
  destination_sync
  expect_failure 1 NoRepository
  [[ -e $world/data/stays ]] || complain "that the volume keeps its files"
}

test_an_empty_source_and_an_empty_remote_are_a_warning() {
  source_sync
  expect_warning 'the source is empty, nothing was copied'
}

test_a_missing_remote_is_no_silent_success() {
  file stays one
  destination_sync
  expect_failure 1 NoRepository
  expect_report '.message | contains("there is nothing at disk:/remote/r")'
  [[ -e $world/data/stays ]] || complain "that the volume keeps its files"
  mkdir "$world/remote/r"
  destination_sync
  expect_failure 1 NoRepository
}

test_a_missing_remote_is_a_warning_when_told_and_nothing_is_touched() {
  file stays one
  destination_sync WHEN_EMPTY=Continue
  expect_warning 'nothing was restored'
  expect_report .section.empty
  [[ -e $world/data/stays ]] || complain "that the volume keeps its files"
}

test_a_missing_bucket_prefix_is_no_silent_success() {
  s3_server
  destination_sync RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket/nothing
  expect_failure 1 NoRepository
}

test_a_users_own_folder_scribe_is_refused() {
  file .scribe/mine one
  source_sync
  expect_failure 1 Misconfigured
  expect_report '.message | contains(".scribe at its root")'
}

test_unreadable_files_are_named_and_nothing_is_deleted() {
  unprivileged=1
  file gone one
  source_sync
  rm "$world/data/gone"
  file a one
  file secret two
  chmod 000 "$world/data/secret"
  [[ $(id -u) != 0 ]] || chown 0:0 "$world/data/secret"
  source_sync RUN_ID=run-2
  expect_warning 'could not be read .*"secret"'
  expect_report '.section.failed == ["secret"] and .section.failedCount == 1'
  [[ -e $world/remote/r/a && -e $world/remote/r/gone ]] || complain "that nothing was deleted"
}

test_an_unreadable_folder_deletes_nothing() {
  unprivileged=1
  file a/b one
  source_sync
  chmod 000 "$world/data/a"
  [[ $(id -u) != 0 ]] || chown 0:0 "$world/data/a"
  source_sync RUN_ID=run-2
  expect_warning 'could not be read'
  [[ -e $world/remote/r/a/b ]] || complain "that nothing was deleted"
}

test_a_file_takes_the_place_of_an_empty_folder_though_another_folder_is_unreadable() {
  unprivileged=1
  file closed/f one
  mkdir -p "$world/data/empty/below"
  [[ $(id -u) != 0 ]] || chown -R "$nobody:$nobody" "$world/data"
  source_sync
  rm -r "$world/data/empty"
  file empty two
  chmod 000 "$world/data/closed"
  source_sync RUN_ID=run-2 RCLONE_RETRIES=1
  chmod 755 "$world/data/closed"
  expect_warning 'could not be read .*"closed'
  expect_equal "$(cat "$world/remote/r/empty" "$world/remote/r/closed/f")" $'two\none'
}

test_a_folder_that_can_be_listed_and_no_more_is_named() {
  unprivileged=1
  file a/b/c one
  file d two
  [[ $(id -u) != 0 ]] || chown -R "$nobody:$nobody" "$world/data"
  chmod 444 "$world/data/a"
  source_sync
  expect_warning 'could not be read .*"a'
  [[ -e $world/remote/r/d ]] || complain "what can be read"
  zcat "$world/remote/r/.scribe/"*.gz | grep -q '^./a type=dir .* mode=0444' || complain "the folder itself in the metadata"
}

test_a_file_that_vanishes_meanwhile_spoils_nothing() {
  head -c 3M /dev/urandom >"$world/data/a"
  file z two
  start BANDWIDTH_LIMIT=1M TRANSFERS=1 RCLONE_ORDER_BY=name PROGRESS_SECONDS=1 sync
  until_true 30 grep -q '^\[0:0' "$world/log"
  rm "$world/data/z"
  finish
  expect_exit 0
  expect_equal "$(remote_state .state)" Complete
  cmp "$world/data/a" "$world/remote/r/a"
}

test_links_in_the_volume_lead_nobody_out_of_it() {
  mkdir "$world/remote/outside"
  mkdir -p "$world/remote/r/escape"
  echo planted >"$world/remote/r/escape/file"
  ln -s /remote/outside "$world/data/escape"
  destination_sync
  expect_exit 0
  [[ ! -e $world/remote/outside/file ]] || complain "that nothing is written outside of the volume"
  [[ -f $world/data/escape/file && ! -L $world/data/escape ]] || complain "the file inside of the volume"
}

# planted LINE…: a remote whose metadata has these lines.
planted() {
  mkdir -p "$world/remote/r/.scribe"
  printf '%s\n' '#mtree' './ type=dir uid=0 gid=0 mode=0755 time=1.0' "$@" | gzip >"$world/remote/r/.scribe/metadata-g.gz"
  printf '{"version":1,"generation":"g","state":"Complete","since":"2026-01-01T00:00:00Z","counts":{"entries":2},"metadata":{"generation":"g","sha256":"%s"}}' \
    "$(sha256sum <"$world/remote/r/.scribe/metadata-g.gz" | cut -c 1-64)" >"$world/remote/r/.scribe/state.json"
}

test_hostile_metadata_leads_nobody_out_of_the_volume() {
  local line
  : >"$world/remote/victim"
  chmod 600 "$world/remote/victim"
  for line in './../remote/victim' './a/../../remote/victim' './/remote/victim' '/remote/victim' './.scribe/x'; do
    planted "$line type=file uid=0 gid=0 mode=0777 time=1.0"
    destination_sync
    expect_failure 1 Damaged
  done
  planted './l type=link uid=0 gid=0 mode=0777 time=1.0 link=/remote' './l/victim type=file uid=0 gid=0 mode=0777 time=1.0'
  destination_sync
  planted './l type=link uid=0 gid=0 mode=0777 time=1.0 link=/remote/victim' './l type=file uid=0 gid=0 mode=0777 time=1.0'
  destination_sync
  planted './l type=link uid=0 gid=0 mode=0777 time=1.0 link=/remote' './l type=dir uid=0 gid=0 mode=0777 time=1.0' './l/n type=fifo uid=0 gid=0 mode=0777 time=1.0'
  destination_sync
  expect_equal "$(stat -c %a "$world/remote/victim")" 600
  [[ ! -e $world/remote/n ]] || complain "that nothing is made outside of the volume"
}

test_metadata_without_end_of_line_is_damaged() {
  mkdir -p "$world/remote/r/.scribe"
  planted
  head -c 8M /dev/zero | gzip >"$world/remote/r/.scribe/metadata-g.gz"
  destination_sync
  expect_failure 1 Damaged
}

test_a_destination_that_is_read_only_is_named() {
  need_root
  file f one
  source_sync
  other_volume
  sandbox=(--ro-bind "$world/data" /data)
  destination_sync RCLONE_RETRIES=1
  expect_failure 1 Misconfigured
  expect_report '.message | contains("the data volume is read-only")'
  cp -a "$world/origin/f" "$world/data/f"
  chmod 600 "$world/data/f" # what is lacking is metadata alone
  destination_sync RCLONE_RETRIES=1
  expect_failure 1 Misconfigured
  expect_report '.message | contains("the data volume is read-only")'
  ln -s f "$world/data/link"
  destination_sync RCLONE_RETRIES=1
  expect_failure 1 Misconfigured
  expect_report '.message | contains("the data volume is read-only")'
}

test_a_remote_that_is_read_only_is_named() {
  need_root
  file f one
  mkdir "$world/remote/r"
  sandbox=(--ro-bind "$world/remote" /remote)
  source_sync
  expect_failure 1 Misconfigured
  expect_report '.message | contains("the remote is on a read-only file system")'
  expect_equal "$(ls -A "$world/remote/r")" ''
}
