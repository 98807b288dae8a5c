# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The environment.

check_settings() {
  check_steps "send receive" "$@"
  (($# == 1)) || refuse "found the steps $*, expected one: send or receive" 2
  expect TRANSPORT 'ssh|tls' 'ssh or tls'
  : "${DATA_DIR:=/data}" "${BLOCK_DEVICE:=/dev/block}" "${PRIVILEGED_MOVER:=0}"
  : "${RUN_ID:=}" "${ATTEMPT:=1}" "${PROGRESS_SECONDS:=10}" "${CONNECT_TIMEOUT:=120}" "${WHEN_EMPTY:=Fail}"
  : "${COMPRESSION:=auto}" "${VERIFY:=0}" "${SSL_VERSION_MIN:=TLSv1.3}" "${BANDWIDTH_LIMIT:=}" "${PARALLELISM:=}"
  : "${LISTEN_ADDRESS:=}" "${LISTEN_TIMEOUT:=0}" "${IO_TIMEOUT:=600}" "${SCAN_SECONDS:=30}"
  expect PRIVILEGED_MOVER '[01]' '0 or 1'
  expect ATTEMPT '[1-9][0-9]{0,8}' 'a number from 1'
  expect PROGRESS_SECONDS '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect CONNECT_TIMEOUT '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect LISTEN_TIMEOUT '[0-9]{1,8}' 'seconds, or 0 for no limit'
  expect IO_TIMEOUT '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect WHEN_EMPTY 'Fail|Continue' 'Fail or Continue'
  expect COMPRESSION 'auto|zstd|lz4|zlib|none' 'auto, zstd, lz4, zlib or none'
  expect VERIFY '[01]' '0 or 1'
  expect PARALLELISM '([1-9]|[1-5][0-9]|6[0-4])?' 'a number from 1 to 64'
  expect BANDWIDTH_LIMIT '([1-9][0-9]{0,8})?' 'KiB a second'
  expect SSL_VERSION_MIN 'TLSv1\.[23]' 'TLSv1.2 or TLSv1.3'
  expect LISTEN_ADDRESS '[0-9a-fA-F.:]*' 'an IP address'
  if [[ $TRANSPORT == ssh ]]; then
    : "${LISTEN_PORT:=8022}" "${DESTINATION_PORT:=22}"
  else
    : "${LISTEN_PORT:=8000}" "${DESTINATION_PORT:=8000}"
  fi
  expect LISTEN_PORT '[1-9][0-9]{0,4}' 'a port'
  expect DESTINATION_PORT '[1-9][0-9]{0,4}' 'a port'
  : "${IN_PLACE:=0}"
  expect IN_PLACE '[01]' '0 or 1'
  [[ $1 == receive ]] || check_destination
}

check_destination() {
  local host="host"
  [[ $TRANSPORT == ssh ]] || host="host address"
  [[ -n ${DESTINATION_ADDRESS:-} ]] || refuse "Remote $host must be provided in DESTINATION_ADDRESS"
  DESTINATION_ADDRESS=${DESTINATION_ADDRESS#[}
  DESTINATION_ADDRESS=${DESTINATION_ADDRESS%]}
  # It becomes a word of a command line and of a configuration.
  expect DESTINATION_ADDRESS '[a-zA-Z0-9_][a-zA-Z0-9_.-]*|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(%[a-zA-Z0-9]+)?' 'a host name or an IP address'
}
