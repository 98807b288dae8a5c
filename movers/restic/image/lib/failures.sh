# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The failure table: from restic's exit code, and for exit code 1 from the words of its
# exit_error, to a class of failure. It names a class for people; nothing is initialised,
# unlocked or removed because of it.

# fail STEP_WORDS: records why the current step failed, from the last restic call, and
# returns restic's exit code.
fail() {
  local said
  take_results "$work_dir/problems"
  said=${result[said]:-}
  if ((cancelled)); then
    failure=Cancelled message="$1: stopped before it was done"
    step_message=$message
    return 143
  fi
  if ((unreachable)); then
    said=${result[complained]:-}
    failure_class_of_text "${said,,}"
    failure=$REPLY
    if [[ $failure != WrongCredentials ]]; then # those restic tries again and again, too
      failure=Unreachable
      said="the repository did not answer within $PROBE_TIMEOUT seconds${said:+: $said}"
    fi
  else
    failure_class "$restic_status" "$said"
    failure=$REPLY
  fi
  log "$said"
  case $failure in
    Locked) log "ERROR: failure locking repository" ;;
    WrongCredentials) log "ERROR: failure connecting to repository, incorrect password" ;;
    Unreachable | NoRepository) log "ERROR: failure checking existence of repository" ;;
  esac
  explain "$said"
  message="$1: $REPLY$said"
  step_message=$message
  return "$restic_status"
}

# explain TEXT: sets REPLY to what restic does not say: which setting or volume it is about.
explain() {
  REPLY=''
  case $failure in
    WrongCredentials)
      ((restic_status != 12)) || REPLY="RESTIC_PASSWORD in the repository's Secret does not open this repository: "
      ;;
    OutOfSpace)
      case $1 in
        *" $RESTIC_CACHE_DIR/"*) REPLY="the cache volume is full, as large as cacheCapacity: " ;;
        *" $DATA_DIR/"*) REPLY="the data volume is full, as large as capacity or destinationPVC: " ;;
        *) REPLY="the repository's storage is full: " ;;
      esac
      ;;
  esac
}

# failure_class CODE TEXT: sets REPLY to the class.
failure_class() {
  case $1 in
    10) REPLY=NoRepository ;;
    11) REPLY=Locked ;;
    12) REPLY=WrongCredentials ;;
    130 | 143) REPLY=Cancelled ;;
    *) failure_class_of_text "${2,,}" ;;
  esac
}

failure_class_of_text() {
  case $1 in
    *'no space left on device'* | *'disk quota exceeded'* | *'insufficient storage'* | *'quotaexceeded'*)
      REPLY=OutOfSpace ;;
    *'connection refused'* | *'no such host'* | *'i/o timeout'* | *'network is unreachable'* | \
      *'no route to host'* | *'connection reset'* | *'tls handshake timeout'* | *'x509:'* | \
      *'server misbehaving'* | *'host is down'*)
      REPLY=Unreachable ;;
    *'access denied'* | *'accessdenied'* | *'invalidaccesskeyid'* | *'access key id you provided'* | \
      *'signaturedoesnotmatch'* | *'request signature we calculated'* | *'unauthorized'* | \
      *'forbidden'* | *'(401)'* | *'(403)'* | *'invalid_grant'* | *'authentication failed'*)
      REPLY=WrongCredentials ;;
    *'repository contains errors'* | *'ciphertext verification failed'* | *'does not match'*'hash'* | \
      *'invalid data returned'* | *'not found in index'* | *'unexpected eof'* | *'is damaged'*)
      REPLY=Damaged ;;
    *) REPLY=Unknown ;;
  esac
}
