# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_a_wrong_password_makes_no_repository() {
  repository
  file a one
  mover 'RESTIC_PASSWORD=not the one' backup forget
  expect_failure 12 WrongCredentials
  expect_report '[.steps[].name] == ["backup"]'
  expect_log '^ERROR: failure connecting to repository, incorrect password$'
  expect_no_log 'Initialize'
}

test_a_wrong_password_names_the_setting() {
  repository
  mover 'RESTIC_PASSWORD=not the one' restore
  expect_report '.message | test("^restore: RESTIC_PASSWORD in the repository.s Secret does not open")'
}

test_a_folder_with_other_content_does_not_become_a_repository() {
  file a one
  mkdir "$RESTIC_REPOSITORY"
  : >"$RESTIC_REPOSITORY/letter"
  mover backup forget
  expect_failure 1 NoRepository
  expect_report '.message | test("other content .such as .letter.. and no repository: name an empty folder")'
  [[ $(ls -A "$RESTIC_REPOSITORY") == letter ]] || complain "nothing but the letter, found $(ls -A "$RESTIC_REPOSITORY")"
}

test_an_init_that_was_interrupted_is_gone_on_with() {
  file a one
  mkdir -p "$RESTIC_REPOSITORY"/{data,index,keys,lost+found}
  mover backup
  expect_report '.outcome == "Succeeded"'
}

test_a_relative_path_is_refused() {
  file a one
  mover RESTIC_REPOSITORY=repo/r backup
  expect_failure 1 Misconfigured
  expect_report '.message | test("relative path; expected an absolute one")'
  mover RESTIC_REPOSITORY=local:repo backup
  expect_report '.message | test("relative path; expected an absolute one")'
}

test_a_missing_repository_fails_prune_and_check() {
  mover prune
  expect_failure 10 NoRepository
  mover check
  expect_failure 10 NoRepository
}

test_an_unreachable_repository_is_given_up_within_the_probe_time() {
  file a one
  local begin=$SECONDS
  mover PROBE_TIMEOUT=2 RESTIC_REPOSITORY=rest:http://127.0.0.1:1/ backup forget
  expect_failure 1 Unreachable
  ((SECONDS - begin < 20)) || complain "an end within 20 s, took $((SECONDS - begin)) s"
  expect_report '.message | test("did not answer within 2 seconds")'
  expect_no_log 'Initialize'
}

test_an_unreachable_bucket_of_a_new_source_is_given_up_soon() {
  file a one
  local begin=$SECONDS
  mover PROBE_TIMEOUT=2 NEW_REPOSITORY=1 RESTIC_REPOSITORY=s3:http://127.0.0.1:1/bucket/r \
    AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b backup forget
  expect_failure 1 Unreachable
  ((SECONDS - begin < 30)) || complain "an end within 30 s, took $((SECONDS - begin)) s"
  expect_report '.message | test("did not answer within 2 seconds")'
  expect_no_log 'Initialize'
}

test_a_path_that_can_hold_no_repository_is_given_up_within_the_probe_time() {
  file a one
  mover PROBE_TIMEOUT=2 RESTIC_REPOSITORY=/data/a/b backup
  expect_failure 1 Unreachable
  expect_report '.message | test("not a directory")'
}

test_a_silent_server_is_given_up() {
  file a one
  web silent
  mover PROBE_TIMEOUT=2 "RESTIC_REPOSITORY=rest:http://127.0.0.1:$port/" backup
  expect_failure 1 Unreachable
}

test_a_slow_lock_does_not_count_as_unreachable() {
  repository
  file a one
  hostname=vol-other start SCRIBE_STOP_POINT=during-backup backup
  reached during-backup
  mv "$world/stop" "$world/stop-elsewhere"
  mkdir "$world/stop"
  mover PROBE_TIMEOUT=8 RETRY_LOCK=12s forget
  expect_failure 11 Locked
}

test_refused_credentials_are_told_apart_and_never_lead_to_a_new_repository() {
  file a one
  local answer
  for answer in 401 403; do
    web "$answer"
    mover PROBE_TIMEOUT=3 "RESTIC_REPOSITORY=rest:http://127.0.0.1:$port/" backup
    expect_failure 1 WrongCredentials
    expect_no_log 'Initialize'
  done
}

test_refused_credentials_of_s3_are_not_taken_for_a_server_that_does_not_answer() {
  file a one
  local code new
  local -A messages=(
    [AccessDenied]='Access Denied.'
    [InvalidAccessKeyId]='The AWS Access Key Id you provided does not exist in our records.'
    [SignatureDoesNotMatch]='The request signature we calculated does not match the signature you provided.'
  )
  for code in "${!messages[@]}"; do
    web 403 "$code" "${messages[$code]}"
    for new in 0 1; do
      mover PROBE_TIMEOUT=2 NEW_REPOSITORY="$new" "RESTIC_REPOSITORY=s3:http://127.0.0.1:$port/bucket/r" \
        AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b backup forget
      expect_failure 1 WrongCredentials
      expect_no_log 'Initialize'
    done
  done
}

test_a_broken_server_is_not_taken_for_an_empty_one() {
  file a one
  web 500
  mover PROBE_TIMEOUT=3 "RESTIC_REPOSITORY=rest:http://127.0.0.1:$port/" WHEN_EMPTY=Continue restore
  expect_exit 1
  expect_report '.outcome == "Failed" and (.failure != "NoRepository")'
}

test_a_full_repository_disk_is_out_of_space() {
  head -c 6M /dev/urandom >"$world/data/large"
  sandbox=(--size 3000000 --tmpfs /small)
  mover PROBE_TIMEOUT=2 RESTIC_REPOSITORY=/small/r backup forget
  expect_exit 1
  expect_report '.failure == "OutOfSpace" and (.message | test("no space left"))'
}

test_a_cache_that_cannot_be_written_is_told_without_the_stack_of_restic() {
  repository
  file a one
  chmod 755 "$world/cache"
  unprivileged=1
  mover backup forget
  expect_report '.message | test("github.com|\\.go:|\\n") | not'
  # restic 0.18 goes on without a cache.
  ((status == 0)) || expect_report '.message | test("CACHEDIR.TAG: permission denied")'
}

test_a_cache_of_another_user_is_removed() {
  repository
  file a one
  mover backup forget
  chmod -R a+rwX "$world/cache" "$RESTIC_REPOSITORY"
  unprivileged=1
  mover RUN_ID=run-2 backup forget
  expect_exit 0
  expect_equal "$(find "$world/cache" -mindepth 1 ! -user "$(stat -c %u "$world/cache/CACHEDIR.TAG")")" ''
}

test_a_cache_of_another_user_that_can_not_be_removed_is_left_alone() {
  repository
  file a one
  mover backup forget
  chmod -R a+rwX "$RESTIC_REPOSITORY"
  unprivileged=1
  mover RUN_ID=run-2 backup forget
  expect_exit 0
}

test_a_full_cache_disk_is_out_of_space() {
  repository
  head -c 6M /dev/urandom >"$world/data/large"
  sandbox=(--size 1000000 --tmpfs /cache)
  mover backup
  expect_failure 1 OutOfSpace
  expect_report '.message | test("the cache volume is full, as large as cacheCapacity")'
}

test_a_full_volume_fails_the_restore_as_out_of_space() {
  repository
  head -c 6M /dev/urandom >"$world/data/large"
  mover backup
  sandbox=(--size 1000000 --tmpfs /data)
  mover RUN_ID=run-2 restore
  expect_failure 1 OutOfSpace
  expect_report '.message | test("the data volume is full, as large as capacity or destinationPVC")'
}

test_damaged_data_is_found_by_a_check_that_reads_it() {
  repository
  head -c 100K /dev/urandom >"$world/data/large"
  mover backup
  local pack
  pack=$(find "$RESTIC_REPOSITORY/data" -type f -size +50k)
  chmod u+w "$pack"
  printf damage | dd of="$pack" bs=1 seek=1000 conv=notrunc status=none
  mover RUN_ID=run-2 check
  expect_exit 0
  mover RUN_ID=run-2 CHECK_SUBSET=1/1 check
  expect_failure 1 Damaged
  expect_report '.section.check | .result == "Failed" and .errors >= 1 and .subset == "1/1"'
}

test_a_missing_pack_is_found_by_a_check_of_the_structure() {
  repository
  file a one
  mover backup
  find "$RESTIC_REPOSITORY/data" -type f -delete
  mover RUN_ID=run-2 check
  expect_failure 1 Damaged
}

test_a_restore_of_damaged_data_fails() {
  repository
  head -c 100K /dev/urandom >"$world/data/large"
  mover backup
  local pack
  pack=$(find "$RESTIC_REPOSITORY/data" -type f -size +50k)
  chmod u+w "$pack"
  printf damage | dd of="$pack" bs=1 seek=1000 conv=notrunc status=none
  rm "$world/data/large"
  mover RUN_ID=run-2 restore
  expect_exit 1
  expect_report '.outcome == "Failed"'
}
