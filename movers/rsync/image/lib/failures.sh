# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The failure table: from the words of ssh, stunnel, rsync and diskrsync, in the C locale, to a class of
# failure. It names a class for people, and tells whether another attempt is worth while.

failure=''
message=''

# failure_class TEXT: sets REPLY to the class. What stands first decides; names of files, in quotes, do not.
failure_class() {
  local said
  said=$(printf '%s\n' "${1,,}" | sed 's/"[^"]*"//g')
  case $said in
    *'no space left on device'* | *'disk quota exceeded'* | *'(28)'* | *'(122)'*) REPLY=OutOfSpace ;;
    *'host key verification failed'* | *'remote host identification has changed'* | *'permission denied (publickey'* | \
      *'host key is known'* | *'unknown psk identity'* | *'alert decrypt error'* | *'alert bad record mac'* | \
      *'alert handshake failure'* | *'alert access denied'* | *'no suitable signature algorithm'* | *'alert illegal parameter'* | \
      *'psk identity not found'* | *'binder does not verify'* | *'alert unknown_psk_identity'*)
      REPLY=WrongCredentials ;;
    *'alert protocol version'* | *'no matching '*' found'* | *'unsupported protocol'*) REPLY=Misconfigured ;;
    *'[sender]'*'permission denied'* | *'[sender]'*'input/output error'* | *'opendir'*'permission denied'* | *'send_files failed to open'* | \
      *'readlink_stat('* | *'read errors mapping'*) REPLY=SourceIncomplete ;;
    *'read-only file system'* | *'bigger than the volume'* | *'[receiver]'*'permission denied'* | *'[generator]'*'permission denied'* | \
      *'operation not permitted'* | *'is not allowed here'* | *'is outside the volume'*)
      REPLY=Misconfigured ;;
    *'connection refused'* | *'could not resolve'* | *'error resolving'* | *'no such host'* | *'name or service not known'* | \
      *'network is unreachable'* | *'no route to host'* | *'connection reset'* | *'timed out'* | *'timeout'* | *'broken pipe'* | \
      *'connection closed'* | *'connection unexpectedly closed'* | *'kex_exchange_identification'* | *'unexpected eof'* | \
      *'not responding'* | *'closed by remote host'* | *'another transfer to this volume'* | *'host is down'* | *'lost connection'* | \
      *'no more addresses to connect'* | *'temporary failure in name resolution'*)
      REPLY=Unreachable ;;
    *'corrupt'* | *'failed verification'* | *'differ from'*) REPLY=Damaged ;;
    *) REPLY=Unknown ;;
  esac
}

# give_up CLASS MESSAGE: records why the step fails and returns a code that is not 0.
give_up() {
  if ((cancelled)); then
    failure=Cancelled message="stopped before it was done"
    step_message=$message
    return 143
  fi
  failure=$1 message=$2
  step_message=$message
  log "ERROR: $message"
  return 1
}
