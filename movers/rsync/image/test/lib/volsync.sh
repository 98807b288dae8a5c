# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# Peers as VolSync's are: the plain programs with the commands that both ends of a mixed pair have agreed on. They run
# outside of any sandbox, on the volume and the keys of the side that they stand for.

# stunnel_settings SIDE: what both sides say.
stunnel_settings() {
  printf '%s\n' "debug = notice" "syslog = no" "foreground = quiet" "pid = $top/$1/stunnel.pid" "output = $top/$1/stunnel.log" \
    "socket = l:SO_KEEPALIVE=1" "socket = r:SO_KEEPALIVE=1"
}

# volsync_tls_server: sets peer_pid; ends when "complete" came and links are restored.
volsync_tls_server() {
  local here_dir=$top/destination/peer
  mkdir -p "$here_dir/control"
  cat >"$here_dir/rsyncd.conf" <<SETTINGS
pid file = $here_dir/rsyncd.pid
log file = $here_dir/rsyncd.log
max verbosity = 10
use chroot = false
numeric ids = true
munge symlinks = true
open noatime = true
reverse lookup = false
transfer logging = true
read only = false
uid = 0
gid = *
[data]
path = $top/destination/data
[control]
path = $here_dir/control
${control_settings:-}
SETTINGS
  {
    stunnel_settings destination
    printf '%s\n' "[rsync]" "accept = 127.0.0.1:$port" "ciphers = kPSK" "PSKsecrets = $top/destination/keys/psk.txt" \
      "sslVersionMin = TLSv1.3" "exec = ${daemon:-$(type -P rsync)}" "execArgs = rsync --server --daemon --config=$here_dir/rsyncd.conf ."
  } >"$here_dir/stunnel.conf"
  (
    stunnel "$here_dir/stunnel.conf" &
    until [[ -e $here_dir/control/complete ]]; do sleep 0.2; done
    restore_links "$here_dir/control/symlink-munging-file"
    # VolSync's waits five seconds, in which the connection ends that brought "complete".
    until_true 20 childless "$!"
    kill "$!"
  ) &
  peer_pid=$!
  started+=("$peer_pid")
  until_true 20 grep -q 'Configuration successful' "$top/destination/stunnel.log"
}

childless() { [[ -z $(cat -- "/proc/$1/task"/*/children) ]]; }

# restore_links FILE: a program that comes with rsync.
restore_links() {
  local path tool
  tool=$(PATH=$PATH:/usr/share/rsync/scripts type -P munge-symlinks)
  [[ -s $1 ]] || return 0
  while IFS= read -r path; do "$tool" --unmunge "$top/destination/data/$path"; done <"$1"
}

# volsync_tls_client: one synchronisation.
volsync_tls_client() {
  local folder=$top/source/peer data=$top/source/data local_port there
  local_port=$port
  free_port
  there=rsync://127.0.0.1:$port
  mkdir -p "$folder"
  {
    stunnel_settings source
    printf '%s\n' "[rsync]" "ciphers = PSK" "PSKsecrets = $top/source/keys/psk.txt" "client = yes" \
      "accept = 127.0.0.1:$port" "connect = 127.0.0.1:$local_port"
  } >"$folder/stunnel.conf"
  rm -f -- "$top/source/stunnel.log"
  stunnel "$folder/stunnel.conf" &
  started+=("$!")
  until_true 20 grep -q 'Configuration successful' "$top/source/stunnel.log"
  (cd "$data" && find . -mindepth 1 -maxdepth 1 -printf '/%P\n') >"$folder/filelist.txt"
  rsync -aAhHSxz -r --exclude=lost+found --itemize-changes --info=stats2,misc2 --files-from="$folder/filelist.txt" \
    "$data/" "$there/data" | tee "$folder/full.log"
  volsync_upload_links
  rsync -rx --exclude=lost+found --ignore-existing --ignore-non-existing --delete --itemize-changes "$data/" "$there/data"
  [[ ${die:-} == before-complete ]] || { : >"$folder/complete" && rsync "$folder/complete" "$there/control/complete"; }
  kill "${started[-1]}"
  port=$local_port
}

volsync_upload_links() {
  [[ ${die:-} != before-links ]] || return 0
  sed -n 's/^cL[^ ]* \(.*\) -> .*/\1/p' "$folder/full.log" >"$folder/symlink-munging-file"
  [[ ! -s $folder/symlink-munging-file ]] || rsync "$folder/symlink-munging-file" "$there/control/symlink-munging-file"
}

# volsync_ssh_server: sets peer_pid; ends with the code of "shutdown".
volsync_ssh_server() {
  local folder=$top/destination/peer sshd
  sshd=$(PATH=$PATH:/usr/sbin type -P sshd)
  mkdir -p "$folder" /run/sshd
  cat >"$folder/command.sh" <<SCRIPT
#!/bin/bash
if [[ \$SSH_ORIGINAL_COMMAND =~ ^rsync( ) ]]; then
  LANG=C exec rrsync $top/destination/data
elif [[ \$SSH_ORIGINAL_COMMAND =~ ^diskrsync( ) ]]; then
  exec $DISKRSYNC --target --no-compress $top/destination/device
elif [[ \$SSH_ORIGINAL_COMMAND =~ ^shutdown(\ )+([0-9]+)\$ ]]; then
  echo "Initiating shutdown. Exit code: \${BASH_REMATCH[2]}"
  echo "\${BASH_REMATCH[2]}" >>$folder/exit_code
  kill -TERM "\$(<$folder/sshd.pid)"
else
  echo "Invalid command: \$SSH_ORIGINAL_COMMAND"
  exit 1
fi
SCRIPT
  chmod 755 "$folder/command.sh"
  printf 'restrict,command="%s" %s\n' "$folder/command.sh" "$(<"$top/destination/keys/source.pub")" >"$folder/authorized_keys"
  cp "$top/destination/keys/destination" "$folder/host_key"
  chmod 600 "$folder/host_key"
  "$sshd" -D -e -f /dev/null -p "$port" -h "$folder/host_key" -o "ListenAddress 127.0.0.1" -o "PidFile $folder/sshd.pid" \
    -o "AuthorizedKeysFile $folder/authorized_keys" -o "StrictModes no" -o "UsePAM no" -o "PasswordAuthentication no" \
    -o "KbdInteractiveAuthentication no" 2>"$folder/log" &
  peer_pid=$!
  started+=("$peer_pid")
  until_true 20 grep -q 'Server listening' "$folder/log"
}

# volsync_ssh_client [NAME…]: its settings, in ssh_options.
volsync_ssh_options() {
  local folder=$top/source/peer
  mkdir -p "$folder"
  printf '127.0.0.1 %s\n' "$(<"$top/source/keys/destination.pub")" >"$folder/known_hosts"
  cp "$top/source/keys/source" "$folder/key"
  chmod 600 "$folder/key"
  printf '%s\n' "Host *" "ConnectTimeout 30" "ControlMaster auto" "ControlPath $scratch/%C" "ControlPersist 5" "CheckHostIP no" \
    "IdentityFile $folder/key" "Port $port" "StrictHostKeyChecking yes" "TCPKeepAlive no" "UserKnownHostsFile $folder/known_hosts" \
    >"$folder/config"
  ssh=(ssh -F "$folder/config")
}

volsync_ssh_client() {
  volsync_ssh_options
  rsync -aAhHSxz -e "${ssh[*]}" --delete --itemize-changes --info=stats2,misc2 "$top/source/data/" root@127.0.0.1:.
  "${ssh[@]}" root@127.0.0.1 shutdown 0
}
