# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# Reads and checks the environment. Nothing is started before all of it is valid.

check_settings() {
  local name
  log "Testing mandatory env variables"
  for name in PRIVILEGED_MOVER RESTIC_CACHE_DIR RESTIC_PASSWORD RESTIC_REPOSITORY DATA_DIR; do
    [[ -n ${!name:-} ]] || refuse "$name must be defined"
  done
  [[ ${RESTIC_REPOSITORY#local:} == /* || $RESTIC_REPOSITORY == [!/]*:* && $RESTIC_REPOSITORY != local:* ]] ||
    refuse "RESTIC_REPOSITORY is a relative path; expected an absolute one, or an address such as s3:https://host/bucket"
  check_steps "$known_steps" "$@"
  : "${RUN_ID:=}" "${ATTEMPT:=1}" "${CHANGE_DETECTION:=Strict}" "${WHEN_EMPTY:=Fail}"
  : "${SELECT_PREVIOUS:=0}" "${RETRY_LOCK:=5m}" "${PROBE_TIMEOUT:=60}" "${PROGRESS_SECONDS:=10}"
  : "${FULL_READ:=0}" "${NEW_REPOSITORY:=0}" "${BACKUP_EXCLUDE_CACHES:=0}"
  export RESTIC_HOST=${RESTIC_HOST:-volsync}
  [[ -d $DATA_DIR || ! " $* " =~ " "(backup|restore)" " ]] || refuse "DATA_DIR: $DATA_DIR is not a directory"
  expect RUN_ID '[^,[:space:]]*' 'a name without commas and blanks'
  expect PRIVILEGED_MOVER '[01]' '0 or 1'
  expect ATTEMPT '[1-9][0-9]{0,8}' 'a number from 1'
  expect CHANGE_DETECTION 'Strict|SizeAndTime' 'Strict or SizeAndTime'
  expect WHEN_EMPTY 'Fail|Continue' 'Fail or Continue'
  expect SELECT_PREVIOUS '0|[1-9][0-9]{0,8}' 'a number from 0'
  expect RETRY_LOCK '([0-9]+(\.[0-9]+)?(ms|s|m|h))+' 'a duration such as 5m'
  expect PROBE_TIMEOUT '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect PROGRESS_SECONDS '[1-9][0-9]{0,5}' 'seconds, from 1'
  expect FULL_READ '[01]' '0 or 1'
  expect NEW_REPOSITORY '[01]' '0 or 1'
  expect BACKUP_EXCLUDE_CACHES '[01]' '0 or 1'
  expect BACKUP_EXCLUDE_LARGER_THAN '([0-9]+[kKmMgGtT]?)?' 'a size such as 10M'
  expect CHECK_SUBSET '([1-9][0-9]*/[1-9][0-9]*)?' 'a part such as 3/10'
  expect RESTORE_OPTIONS '(--delete)?' 'empty or --delete'
  expect RESTORE_AS_OF "($timestamp_pattern)?" 'a time such as 2026-01-02T03:04:05Z'
  [[ /${RESTORE_SUBPATH:-}/ != */../* ]] || refuse "RESTORE_SUBPATH: found ${RESTORE_SUBPATH@Q}, expected a path without .."
  [[ -z ${RESTORE_INCLUDES:-} || -z ${RESTORE_EXCLUDES:-} ]] ||
    refuse "RESTORE_INCLUDES and RESTORE_EXCLUDES cannot be used together"
  if [[ " $* " == *" forget "* ]]; then
    forget_follows=1
    read_forget_options
  fi
}

readonly known_steps="unlock backup forget prune check restore"
readonly timestamp_pattern='[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})'

# Reads FORGET_OPTIONS into forget_options, letting only known options with
# well-formed values through: these words reach a command that deletes.
read_forget_options() {
  local -a words
  local option value i
  [[ ${FORGET_OPTIONS:-} =~ [^[:space:]] ]] || refuse "FORGET_OPTIONS must be defined"
  read -r -d '' -a words <<<"$FORGET_OPTIONS" || true
  for ((i = 0; i < ${#words[@]}; i += 2)); do
    option=${words[i]} value=${words[i + 1]:-}
    case $option in
      --keep-last | --keep-hourly | --keep-daily | --keep-weekly | --keep-monthly | --keep-yearly)
        [[ $value =~ ^([0-9]+|unlimited)$ ]] || refuse "FORGET_OPTIONS: $option: found ${value@Q}, expected a number"
        ;;
      --keep-within | --keep-within-hourly | --keep-within-daily | --keep-within-weekly | --keep-within-monthly | --keep-within-yearly)
        [[ $value =~ ^([0-9]+[ymdh])+$ ]] || refuse "FORGET_OPTIONS: $option: found ${value@Q}, expected a duration such as 1y5m7d2h"
        ;;
      *) refuse "FORGET_OPTIONS: found ${option@Q}, expected a --keep-… option" ;;
    esac
    forget_options+=("$option" "$value")
  done
}

forget_options=()
forget_follows=0
