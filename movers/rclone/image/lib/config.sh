# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The user's rclone.conf: a copy that rclone can refresh tokens in, its secrets, and its sections.

# Hides the values of all fields that can hold a secret, and the strings in tokens, which are JSON.
learn_secrets_of_config() {
  local line name value
  [[ -r ${RCLONE_CONFIG:-} ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line =~ ^[[:space:]]*([A-Za-z0-9_]+)[[:space:]]*=[[:space:]]*(.*[^[:space:]])[[:space:]]*$ ]] || continue
    name=${BASH_REMATCH[1],,} value=${BASH_REMATCH[2]}
    case $name in
      *pass* | *secret* | *token* | *key | *key_pem | *sas* | *auth* | *credential* | *bearer* | *cookie* | *header*) ;;
      *)
        hide_credentials_of "$value"
        continue
        ;;
    esac
    [[ $value != true && $value != false ]] || continue
    hide "$value"
    while [[ $value =~ \"([^\"]{8,})\"(.*) ]]; do
      value=${BASH_REMATCH[2]} name=${BASH_REMATCH[1]}
      case $name in
        *_token | token_type | expires_in) ;;
        *) hide "$name" ;;
      esac
    done
  done <"$RCLONE_CONFIG"
}

# Drops those of the user's variables that would keep the mover from its work, or from telling of it.
drop_variables() {
  unset RCLONE_DRY_RUN RCLONE_INTERACTIVE RCLONE_LOG_FILE RCLONE_LOG_FORMAT RCLONE_QUIET RCLONE_VERBOSE \
    RCLONE_PROGRESS RCLONE_DUMP RCLONE_STATS_ONE_LINE RCLONE_STATS_ONE_LINE_DATE RCLONE_ASK_PASSWORD RCLONE_MAX_DURATION \
    RCLONE_DELETE_EXCLUDED RCLONE_INPLACE
}

# Copies the configuration to where tokens can be refreshed in it.
prepare_rclone() {
  local copy=$work_dir/rclone.conf
  (umask 077 && cat -- "$RCLONE_CONFIG" >"$copy") 2>"$work_dir/said" ||
    refuse "RCLONE_CONFIG: cannot be read: $(<"$work_dir/said")"
  export RCLONE_CONFIG=$copy HOME=$work_dir RCLONE_CACHE_DIR=$work_dir/cache
  export RCLONE_TRANSFERS=${TRANSFERS:-${RCLONE_TRANSFERS:-10}}
  export GOGC=${GOGC:-200} # half as much collecting of garbage, for half as much memory again
  export RCLONE_LIST_CUTOFF=${RCLONE_LIST_CUTOFF:-200000} # larger folders are sorted outside of memory
  [[ -z ${CHECKERS:-} ]] || export RCLONE_CHECKERS=$CHECKERS
  [[ -z ${BANDWIDTH_LIMIT:-} ]] || export RCLONE_BWLIMIT=$BANDWIDTH_LIMIT
  case $COMPARE in
    Checksum) export RCLONE_CHECKSUM=true ;;
    SizeAndTime) export RCLONE_CHECKSUM=false ;;
    *) export RCLONE_CHECKSUM=${RCLONE_CHECKSUM:-1} ;;
  esac
  mkfifo "$work_dir/stderr"
}

# A section that is missing is a mistake that no retry heals, and the one made most often. Looked at when the
# remote gave no answer.
check_section() {
  local sections
  sections=$(rclone --ask-password=false listremotes 2>"$work_dir/said" </dev/null) ||
    refuse "rclone.conf cannot be read: $(head -n 1 "$work_dir/said")"
  sections=${sections//:$'\n'/$'\n'}
  sections=${sections%:}
  [[ $'\n'$sections$'\n' == *$'\n'"$RCLONE_CONFIG_SECTION"$'\n'* ]] ||
    refuse "RCLONE_CONFIG_SECTION: rclone.conf has no section ${RCLONE_CONFIG_SECTION@Q}; it has: ${sections//$'\n'/, }"
}
