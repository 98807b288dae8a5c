# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Reads and checks the environment. Nothing is started before all of it is valid.

readonly known_steps="sync"
readonly oldest_rclone=1.66

check_settings() {
  local name
  for name in RCLONE_CONFIG RCLONE_DEST_PATH DIRECTION MOUNT_PATH RCLONE_CONFIG_SECTION PRIVILEGED_MOVER; do
    [[ -n ${!name:-} ]] || refuse "$name must be defined"
  done
  [[ $DIRECTION == source || $DIRECTION == destination ]] || refuse "unknown value for DIRECTION: $DIRECTION"
  check_steps "$known_steps" "$@"
  DATA_DIR=${DATA_DIR:-$MOUNT_PATH}
  : "${RUN_ID:=}" "${ATTEMPT:=1}" "${WHEN_EMPTY:=Fail}" "${WHEN_INCOMPLETE:=Fail}" "${WRITE_PERMISSIONS_FACL:=0}" "${VERIFY:=0}" "${STAGED:=0}"
  : "${PROBE_TIMEOUT:=60}" "${PROGRESS_SECONDS:=10}" "${COMPARE:=}"
  [[ -d $DATA_DIR ]] || refuse "MOUNT_PATH: $DATA_DIR is not a directory"
  expect PRIVILEGED_MOVER '[01]' '0 or 1'
  expect ATTEMPT '[1-9][0-9]{0,8}' 'a number from 1'
  expect WHEN_EMPTY 'Fail|Continue' 'Fail or Continue'
  expect WHEN_INCOMPLETE 'Fail|Continue' 'Fail or Continue'
  expect COMPARE '(Checksum|SizeAndTime)?' 'Checksum or SizeAndTime'
  expect WRITE_PERMISSIONS_FACL '[01]' '0 or 1'
  expect VERIFY '[01]' '0 or 1'
  expect STAGED '[01]' '0 or 1'
  expect TRANSFERS '([1-9][0-9]{0,3})?' 'a number from 1'
  expect CHECKERS '([1-9][0-9]{0,3})?' 'a number from 1'
  expect BANDWIDTH_LIMIT '([1-9][0-9]{0,5}(\.[0-9]{1,3})?[KMGT])?' 'bytes a second, such as 10M'
  expect PROBE_TIMEOUT '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect PROGRESS_SECONDS '[1-9][0-9]{0,5}' 'seconds, from 1'
  [[ $RCLONE_CONFIG_SECTION != -* && $RCLONE_CONFIG_SECTION != *:* ]] ||
    refuse "RCLONE_CONFIG_SECTION: found ${RCLONE_CONFIG_SECTION@Q}, expected the name of a section"
  ((WRITE_PERMISSIONS_FACL == 0)) || hash getfacl 2>/dev/null || refuse "getfacl: not found in $PATH. $program_advice" 127
  remote=$RCLONE_CONFIG_SECTION:$RCLONE_DEST_PATH
}

remote=''
