# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# refused MESSAGE NAME=VALUE… STEP: the setting is named.
refused() {
  local words=$1
  shift
  on source mover "$@"
  expect_report '.failure == "Misconfigured" and (.message | test($words))' --arg words "$words"
}

test_each_malformed_setting_is_named() {
  refused 'TRANSPORT: found .ftp' TRANSPORT=ftp send
  refused 'COMPRESSION: found .gzip' COMPRESSION=gzip send
  refused 'PARALLELISM: found .0' PARALLELISM=0 send
  refused 'WHEN_EMPTY: found' WHEN_EMPTY=Maybe send
  refused 'DESTINATION_ADDRESS: found' 'DESTINATION_ADDRESS=-oProxyCommand=id' send
  refused 'DESTINATION_ADDRESS: found' $'DESTINATION_ADDRESS=a\nexec = /bin/sh' send
  refused 'DESTINATION_PORT: found' DESTINATION_PORT=x send
}

test_the_messages_that_people_know_are_kept() {
  refused '^Remote host address must be provided in DESTINATION_ADDRESS$' DESTINATION_ADDRESS= send
  refused '^Remote host must be provided in DESTINATION_ADDRESS$' TRANSPORT=ssh DESTINATION_ADDRESS= send
  refused '^source location not found$' DATA_DIR=/none send
  refused '^target location not found$' DATA_DIR=/none receive
}

test_an_unknown_step_is_refused() {
  on source mover push
  expect_exit 2
  on source mover send receive
  expect_exit 2
}

test_an_address_of_ipv6_is_understood() {
  [[ -e /proc/net/if_inet6 ]] || { echo "needs IPv6" && exit 77; }
  python3 -c 'import socket; socket.socket(socket.AF_INET6).bind(("::1", 0))' 2>/dev/null || { echo "needs IPv6" && exit 77; }
  echo x >"$top/source/data/x"
  transfer LISTEN_ADDRESS=::1 DESTINATION_ADDRESS=::1
  echo y >"$top/source/data/x"
  transfer TRANSPORT=ssh LISTEN_ADDRESS=::1 'DESTINATION_ADDRESS=[::1]'
  expect_replica
}

test_each_failure_has_its_class() {
  # shellcheck source=../../lib/failures.sh
  source "$image/lib/failures.sh"
  local class words
  while IFS='|' read -r class words; do
    failure_class "$words"
    expect_equal "$REPLY" "$class"
  done <<'TABLE'
OutOfSpace|rsync: [receiver] write failed on "/data/x": No space left on device (28)
OutOfSpace|rsync: [generator] recv_generator: mkdir "/data/a" failed: Disk quota exceeded (122)
WrongCredentials|root@peer: Permission denied (publickey).
WrongCredentials|Host key verification failed.
WrongCredentials|SSL_connect: error:0A000410:SSL routines::sslv3 alert handshake failure
WrongCredentials|SSL_connect: ssl/record/rec_layer_s3.c:1601: error:0A00041B:SSL routines::tlsv1 alert decrypt error
Unreachable|s_connect: connect 127.0.0.1:8000: Connection refused (111) No more addresses to connect
Unreachable|ssh: Could not resolve hostname x: Name or service not known
Unreachable|kex_exchange_identification: read: Connection reset by peer
Unreachable|rsync: connection unexpectedly closed (0 bytes received so far) [sender]
Unreachable|rsync error: timeout in data send/receive (code 30) at io.c(201)
SourceIncomplete|rsync: [sender] send_files failed to open "/data/x": Permission denied (13)
SourceIncomplete|rsync: [sender] opendir "/data/x" failed: Permission denied (13)
SourceIncomplete|rsync: [sender] read errors mapping "/data/x": Input/output error (5)
Misconfigured|rsync: [generator] recv_generator: mkdir "/data/x" failed: Read-only file system (30)
Misconfigured|rsync: [receiver] mkstemp "/data/.x" failed: Permission denied (13)
Damaged|WARNING: x failed verification -- update discarded (will try again).
Unknown|something else
TABLE
}

test_a_destination_tells_of_an_rsync_that_does_not_confine_itself() {
  # shellcheck disable=SC2016
  printf '%s\n' '#!/bin/bash' '[[ $* != *--confine-root* ]] || { echo "unknown option" >&2 && exit 1; }' 'exec /usr/bin/rsync "$@"' \
    >"$top/destination/rsync"
  chmod 755 "$top/destination/rsync"
  mounts+=(--ro-bind "$top/destination/rsync" /opt/bin/rsync)
  echo x >"$top/source/data/x"
  transfer
  expect_log 'WARNING: rsync is older than 3.5'
  expect_replica
}
