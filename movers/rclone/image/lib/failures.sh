# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The failure table: from rclone's exit code, and where that is 1 or 5 from the words of its last error, to
# a class of failure. It names a class for people; nothing is made or removed because of it.

# fail: records why the current step failed, from the last call of rclone, and returns its exit code.
fail() {
  local said
  take_results "$work_dir/results"
  [[ -z ${result[failed]:-} || ${result[examples]} == '0 '* ]] || note section "${result[failed]}"
  said=${result[said]:-}
  if ((cancelled)); then
    failure=Cancelled message="$current_step: stopped before it was done"
    step_message=$message
    return 143
  fi
  failure_class "$rclone_status" "${said,,}"
  failure=$REPLY
  if ((unreachable)) && [[ $failure != WrongCredentials ]]; then
    failure=Unreachable said="the remote did not answer within $PROBE_TIMEOUT seconds${said:+: $said}"
  fi
  [[ -n $said ]] || said="rclone ended with code $rclone_status"
  [[ -z ${result[examples]:-} || ${result[examples]} == '0 '* ]] || said="$said (${result[examples]})"
  explain "${said,,}"
  said=$REPLY$said
  log "ERROR: $said"
  message="$current_step: $said"
  step_message=$message
  return "$rclone_status"
}

# fail_by_words TEXT: the same, by what a program of ours said.
fail_by_words() {
  failure_class_of_text "${1,,}"
  failure=$REPLY
  explain "${1,,}"
  fail_step "$failure" "$REPLY$1"
}

# fail_step CLASS WORDS: the current step failed for a reason of our own.
fail_step() {
  log "ERROR: $2"
  failure=$1 message="$current_step: $2"
  step_message=$message
  return 1
}

# explain TEXT: sets REPLY to what rclone does not say: which setting or volume it is about.
explain() {
  REPLY=''
  case $1 in
    *'read-only file system'*)
      if [[ $DIRECTION == destination ]]; then
        REPLY="the data volume is read-only, a destination needs one that it can write to: "
      else
        REPLY="the remote is on a read-only file system: "
      fi
      return
      ;;
    *'requesttimetooskewed'*)
      REPLY="the remote finds that this machine's clock is wrong: "
      return
      ;;
  esac
  case $failure in
    WrongCredentials) REPLY="the remote refuses what rclone.conf has for section $RCLONE_CONFIG_SECTION: " ;;
    OutOfSpace)
      if [[ $DIRECTION == destination ]]; then
        REPLY="the data volume is full, as large as capacity or destinationPVC: "
      else
        REPLY="the remote's storage is full: "
      fi
      ;;
  esac
}

# failure_class CODE TEXT: sets REPLY to the class. TEXT is in lower case.
failure_class() {
  case $1 in
    2) REPLY=Misconfigured ;;
    130 | 143) REPLY=Cancelled ;;
    *) failure_class_of_text "$2" ;;
  esac
}

failure_class_of_text() {
  case $1 in
    *'read-only file system'* | *'requesttimetooskewed'*)
      REPLY=Misconfigured ;;
    *'no space left on device'* | *'disk quota exceeded'* | *'insufficient storage'* | *'quotaexceeded'* | \
      *'quota exceeded'* | *'too big for remaining disk space'* | *'not enough space'* | *'insufficient_space'*)
      REPLY=OutOfSpace ;;
    *'access denied'* | *'accessdenied'* | *'invalidaccesskeyid'* | *'access key id you provided'* | \
      *'signaturedoesnotmatch'* | *'request signature we calculated'* | *'unauthorized'* | *'unauthenticated'* | \
      *'forbidden'* | *'statuscode: 401'* | *'statuscode: 403'* | *'invalid_grant'* | *'authentication failed'* | \
      *'unable to authenticate'* | *'login incorrect'* | *'401 '* | *'403 '* | *'token expired'* | *'expired_access_token'*)
      REPLY=WrongCredentials ;;
    *'connection refused'* | *'no such host'* | *'i/o timeout'* | *'network is unreachable'* | *'timeout awaiting'* | \
      *'no route to host'* | *'connection reset'* | *'tls handshake timeout'* | *'x509:'* | *'deadline exceeded'* | \
      *'server misbehaving'* | *'host is down'* | *'dial tcp'* | *'statuscode: 503'* | *'service unavailable'*)
      REPLY=Unreachable ;;
    *"didn't find section"* | *'unknown type'* | *"didn't find backend called"* | *'failed to create file system'* | \
      *'invalid argument'*'--'* | *'nosuchbucket'* | *'invalidbucketname'* | *'path/to/fs'*)
      REPLY=Misconfigured ;;
    *'metadata is damaged'* | *'corrupted on transfer'* | *'differ'*'hash'* | *'hash'*'differ'* | *'unexpected eof'* | *'bad password'* | *'failed to authenticate decrypted block'*)
      REPLY=Damaged ;;
    *) REPLY=Unknown ;;
  esac
}
