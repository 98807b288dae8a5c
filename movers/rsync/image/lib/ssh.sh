# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Transport by ssh.

# take_key NAME: copies a private key to where only we can read it, and checks it.
take_key() {
  local said
  [[ -e $KEYS_DIR/$1 ]] || refuse "SSH key not found - $KEYS_DIR/$1"
  [[ -r $KEYS_DIR/$1 ]] || refuse "SSH key not readable by user $EUID - $KEYS_DIR/$1"
  (umask 077 && { cat -- "$KEYS_DIR/$1" && echo; } >"$work_dir/$1")
  said=$("${account[@]}" ssh-keygen -y -P '' -f "$work_dir/$1" 2>&1 >/dev/null </dev/null) ||
    refuse "$1 in the Secret of SSH keys is not a private key without passphrase: ${said##*: }"
}

# take_public_key NAME: sets REPLY to the public key, without comment.
take_public_key() {
  local kind key rest
  [[ -e $KEYS_DIR/$1 ]] || refuse "SSH key not found - $KEYS_DIR/$1"
  [[ -r $KEYS_DIR/$1 ]] || refuse "SSH key not readable by user $EUID - $KEYS_DIR/$1"
  read -r kind key rest <"$KEYS_DIR/$1" || true
  [[ $kind =~ ^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521))$ && $key =~ ^[a-zA-Z0-9+/=]+$ ]] ||
    refuse "$1 in the Secret of SSH keys is not a public key, expected ssh-ed25519 or ssh-rsa and the key"
  REPLY="$kind $key"
}

prepare_ssh_client() {
  check_programs ssh ssh-keygen
  name_account
  take_key source
  take_public_key destination.pub
  printf '%s\n' "destination $REPLY" >"$work_dir/known_hosts"
  cat >"$work_dir/ssh_config" <<SETTINGS
Host peer
  HostName $DESTINATION_ADDRESS
  Port $DESTINATION_PORT
  User root
  HostKeyAlias destination
  IdentityFile $work_dir/source
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $work_dir/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  UpdateHostKeys no
  CheckHostIP no
  BatchMode yes
  PreferredAuthentications publickey
  ConnectTimeout 30
  ServerAliveInterval 15
  ServerAliveCountMax 8
  TCPKeepAlive no
  ForwardAgent no
  ForwardX11 no
  LogLevel ERROR
  Ciphers aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr
SETTINGS
  connect=("${account[@]}" ssh -F "$work_dir/ssh_config")
}

# listen_ssh: starts the server; sets listener.
listen_ssh() {
  local sshd key
  sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin type -P sshd) || refuse "sshd: not found in $PATH. $program_advice" 127
  check_programs ssh-keygen
  name_account
  take_key destination
  take_public_key source.pub
  key=$REPLY
  check_root_for_sshd
  (umask 077 && printf '%s\n' "restrict,command=\"exec python3 -IS $image_dir/lib/session.py $work_dir ssh\" $key" \
    >"$work_dir/authorized_keys")
  {
    printf '%s\n' "Port $LISTEN_PORT" ${LISTEN_ADDRESS:+"ListenAddress $LISTEN_ADDRESS"} \
      "HostKey $work_dir/destination" "AuthorizedKeysFile $work_dir/authorized_keys" "PidFile none" \
      "AllowUsers root" "PermitRootLogin forced-commands-only" "StrictModes no" "UsePAM no" \
      "AuthenticationMethods publickey" "PasswordAuthentication no" "KbdInteractiveAuthentication no" \
      "DisableForwarding yes" "PermitTTY no" "PermitUserRC no" "PermitTunnel no" "UseDNS no" "PrintMotd no" \
      "LoginGraceTime 20" "MaxStartups 200:30:400" "MaxAuthTries 3" "MaxSessions 20" \
      "ClientAliveInterval 15" "ClientAliveCountMax 8" "TCPKeepAlive no" "LogLevel INFO" "VersionAddendum none"
  } >"$work_dir/sshd_config"
  # Behind a load balancer all peers have one address: a stranger's failures must not lock ours out.
  ! "${account[@]}" "$sshd" -t -o "PerSourcePenalties no" -f "$work_dir/sshd_config" 2>/dev/null ||
    echo "PerSourcePenalties no" >>"$work_dir/sshd_config"
  : >"$work_dir/transport.log"
  "${account[@]}" "$sshd" -D -e -f "$work_dir/sshd_config" </dev/null >>"$work_dir/transport.log" 2>&1 &
  listener=$!
  child "$listener"
}

# As root sshd separates its privileges, which takes capabilities.
check_root_for_sshd() {
  local line capabilities=0
  ((EUID == 0)) || return 0
  while read -r line; do
    [[ $line != CapEff:* ]] || capabilities=$((16#${line##*[[:space:]]}))
  done </proc/self/status
  # CAP_SETGID 6, CAP_SETUID 7, CAP_SYS_CHROOT 18
  ((capabilities >> 6 & 1 && capabilities >> 7 & 1 && capabilities >> 18 & 1)) ||
    refuse "the mover runs as root without the capabilities SETGID, SETUID and SYS_CHROOT, which sshd needs then: allow privileged movers, or run it as another user"
}
