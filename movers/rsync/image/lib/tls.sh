# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Transport by TLS with pre-shared keys. stunnel has no port in the clear on either side: on the source it is
# started by rsync in place of ssh, on the destination it starts a session for each connection.

# tls_common: settings of both sides.
tls_common() {
  cat <<SETTINGS
debug = notice
syslog = no
pid =
socket = l:SO_KEEPALIVE=1
socket = r:SO_KEEPALIVE=1
socket = l:TCP_KEEPIDLE=180
socket = r:TCP_KEEPIDLE=180
socket = l:TCP_NODELAY=1
socket = r:TCP_NODELAY=1
SETTINGS
}

tls_options() {
  cat <<SETTINGS
ciphers = kPSK
PSKsecrets = $work_dir/psk
sslVersionMin = $SSL_VERSION_MIN
TIMEOUTbusy = 20
TIMEOUTidle = 43200
libwrap = no
SETTINGS
}

# prepare_tls_client: a configuration for each identity, with and without "+scribe".
prepare_tls_client() {
  local number suffix
  check_programs stunnel
  read_psk
  for number in "${!identities[@]}"; do
    for suffix in '' +scribe; do
      {
        tls_common
        echo "output = $work_dir/transport.log"
        echo "client = yes"
        echo "connect = $DESTINATION_ADDRESS:$DESTINATION_PORT"
        echo "PSKidentity = ${identities[number]}$suffix"
        echo "TIMEOUTconnect = 10"
        tls_options
      } >"$work_dir/tls.$number$suffix"
      cp -- "$work_dir/tls.$number$suffix" "$work_dir/tls.$number$suffix.patient"
      echo "TIMEOUTclose = 0" >>"$work_dir/tls.$number$suffix" # when the destination has closed, rsync is done
      echo "TIMEOUTclose = 600" >>"$work_dir/tls.$number$suffix.patient" # diskrsync ends before its data are there
    done
  done
}

# use_tls_client NAME: sets connect to the command that takes the place of ssh.
use_tls_client() {
  connect=(bash "$image_dir/lib/connect.sh" "$work_dir/tls.$1")
}

# listen_tls: starts the server; sets listener.
listen_tls() {
  local address=:::$LISTEN_PORT
  [[ -e /proc/net/if_inet6 ]] || address=0.0.0.0:$LISTEN_PORT
  [[ -z $LISTEN_ADDRESS ]] || address=$LISTEN_ADDRESS:$LISTEN_PORT
  check_programs stunnel
  read_psk
  write_daemon_settings
  {
    tls_common
    echo "foreground = quiet"
    echo "output = $work_dir/transport.log"
    echo "[rsync]"
    echo "accept = $address"
    tls_options
    echo "TIMEOUTclose = 10"
    echo "exec = $(type -P python3)"
    echo "execArgs = python3 -IS $image_dir/lib/session.py $work_dir tls"
  } >"$work_dir/tls.conf"
  log "Starting stunnel..."
  : >"$work_dir/transport.log"
  # stunnel ends connections that are silent, not those that say a byte now and then: it takes two files for each of
  # them, and turns all others away when there are no more.
  {
    ulimit -S -n "$(most_files)" 2>/dev/null || true
    exec stunnel "$work_dir/tls.conf" </dev/null >>"$work_dir/transport.log" 2>&1
  } &
  listener=$!
  child "$listener"
}

# most_files: how many may be open, and not more than are of use.
most_files() {
  local most
  most=$(ulimit -H -n)
  if [[ $most == unlimited ]] || ((most > 65536)); then most=65536; fi
  echo "$most"
}

# For sources that speak to a daemon of rsync. Links are munged while it runs; links.py puts them right.
write_daemon_settings() {
  mkdir -p "$work_dir/control"
  {
    printf '%s\n' "pid file = $work_dir/rsyncd.pid" "log file = $work_dir/rsyncd.log" "use chroot = false" \
      "numeric ids = true" "munge symlinks = true" "open noatime = true" "reverse lookup = false" \
      "read only = false" "write only = true" "max verbosity = 10"
    [[ $EUID != 0 ]] || printf '%s\n' "uid = 0" "gid = *"
    printf '%s\n' "[data]" "path = $DATA_DIR" "[control]" "path = $work_dir/control"
  } >"$work_dir/rsyncd.conf"
}

# follow_new_keys: connections that are open keep theirs.
follow_new_keys() {
  psk_changed || return 0
  if (read_psk) >/dev/null; then
    read_psk
    kill -HUP "$listener" 2>/dev/null || true
    log "psk.txt has changed: ${#identities[@]} keys are accepted from now on"
  else
    psk_read=$(cat -- "$KEYS_DIR/psk.txt" 2>/dev/null || true)
    log "WARNING: psk.txt has changed and holds no valid key; those from before are accepted"
  fi
}
