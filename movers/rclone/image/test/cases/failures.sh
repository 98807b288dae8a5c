# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

test_the_words_of_rclone_have_classes() {
  local line code text class
  # shellcheck source=../../lib/failures.sh
  source "$image/lib/failures.sh"
  while IFS='|' read -r code text class; do
    failure_class "$code" "${text,,}"
    expect_equal "$text: $REPLY" "$text: $class"
  done <<'TABLE'
1|write /data/x: no space left on device|OutOfSpace
1|preallocate: file too big for remaining disk space|OutOfSpace
1|googleapi: Error 403: The user's Drive storage quota exceeded, storageQuotaExceeded|OutOfSpace
1|operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden|WrongCredentials
1|api error SignatureDoesNotMatch: The request signature we calculated does not match|WrongCredentials
1|couldn't fetch token: invalid_grant: maybe token expired?|WrongCredentials
1|NewFs: couldn't connect SSH: ssh: handshake failed: ssh: unable to authenticate|WrongCredentials
5|Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused|Unreachable
1|dial tcp: lookup nowhere.invalid: no such host|Unreachable
1|tls: failed to verify certificate: x509: certificate signed by unknown authority|Unreachable
1|didn't find section in config file ("x")|Misconfigured
1|api error NoSuchBucket: The specified bucket does not exist|Misconfigured
2|unknown flag|Misconfigured
1|corrupted on transfer: md5 hashes differ|Damaged
1|failed to authenticate decrypted block - bad password?|Damaged
1|the metadata is damaged: it is cut off|Damaged
1|open /data/f.partial: read-only file system|Misconfigured
1|StatusCode: 403, api error RequestTimeTooSkewed: The difference between the request time|Misconfigured
143|anything|Cancelled
1|something else|Unknown
TABLE
}

test_a_server_that_refuses_connections_is_unreachable() {
  file f one
  printf '%s\n' '[s3]' 'type = s3' 'provider = Other' 'endpoint = http://127.0.0.1:1' 'access_key_id = a' 'secret_access_key = bbbbb' \
    >>"$world/rclone-config/rclone.conf"
  source_sync RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket
  ((status != 0))
  expect_report '.outcome == "Failed" and .failure == "Unreachable"'
}

test_a_server_that_never_answers_is_unreachable_in_time() {
  file f one
  web silent
  printf '%s\n' '[s3]' 'type = s3' 'provider = Other' "endpoint = http://127.0.0.1:$port" 'access_key_id = a' 'secret_access_key = bbbbb' \
    >>"$world/rclone-config/rclone.conf"
  local begin=$SECONDS
  source_sync RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket PROBE_TIMEOUT=3
  ((status != 0))
  expect_report '.failure == "Unreachable" and (.message | contains("did not answer within 3 seconds"))'
  ((SECONDS - begin < 20)) || complain "an end in time"
}

test_a_wrong_key_is_wrong_credentials() {
  s3_server
  sed -i 's/s3kr3t-key/another-key/' "$world/rclone-config/rclone.conf"
  file f one
  source_sync RCLONE_CONFIG_SECTION=s3 RCLONE_DEST_PATH=bucket/volume
  ((status != 0))
  expect_report '.failure == "WrongCredentials" and (.message | contains("section s3"))'
}

test_a_full_volume_is_named() {
  need_root
  head -c 3M /dev/urandom >"$world/data/big"
  source_sync
  other_volume
  mount -t tmpfs -o size=1m none "$world/data" 2>/dev/null || { echo "cannot mount" && exit 77; }
  destination_sync RCLONE_RETRIES=1
  umount "$world/data"
  ((status != 0))
  expect_report '.failure == "OutOfSpace" and (.message | contains("the data volume is full"))'
}

test_a_remote_that_differs_after_the_copy_is_damaged() {
  file f one
  source_sync
  # In the sandbox, a remote that loses what is written to it.
  printf '#!/bin/sh\ncase "$*" in *" check "*) echo broken >/remote/r/f ;; esac\nexec /opt/rclone/rclone "$@"\n' >"$world/rclone"
  chmod 755 "$world/rclone"
  sandbox=(--ro-bind "$RCLONE" /opt/rclone/rclone --ro-bind "$world/rclone" /stand-ins/rclone)
  source_sync PATH=/stand-ins:/usr/bin:/bin VERIFY=1 RUN_ID=run-2
  expect_failure 1 Damaged
  expect_report '.message | contains("\"f\"")'
  expect_equal "$(remote_state .state)" Writing
}

test_an_rclone_that_is_too_old_is_refused() {
  printf '#!/bin/sh\necho rclone v1.60.1-DEV\n' >"$world/rclone"
  chmod 755 "$world/rclone"
  sandbox=(--ro-bind "$world/rclone" /stand-ins/rclone)
  source_sync PATH=/stand-ins:/usr/bin:/bin
  expect_failure 1 Misconfigured
  expect_report '.message | contains("found rclone v1.60, needed is rclone 1.66 or newer")'
}

test_a_listing_that_fails_ends_with_its_exit_code_and_empties_nothing() {
  mkdir -p "$world/remote/r"
  echo one >"$world/remote/r/f"
  file stays one
  printf '#!/bin/sh\ncase " $* " in *" lsf "*) echo "the store is on fire" >&2 && exit 7 ;; esac\nexec /opt/rclone/rclone "$@"\n' >"$world/rclone"
  chmod 755 "$world/rclone"
  sandbox=(--ro-bind "$RCLONE" /opt/rclone/rclone --ro-bind "$world/rclone" /stand-ins/rclone)
  local when
  for when in Fail Continue; do
    destination_sync PATH=/stand-ins:/usr/bin:/bin "WHEN_EMPTY=$when"
    expect_failure 7 Unknown
    expect_report '.message | contains("the store is on fire")'
    [[ -e $world/data/stays ]] || complain "that the volume keeps its files"
  done
}
