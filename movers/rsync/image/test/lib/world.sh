# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# The world of the rsync movers has two sides, each with its volume, its keys and its container:
#   on source COMMAND…   runs a command of the world, such as start, on the folders of the source
# and "on destination". After "on SIDE finish" status, report and log are those of SIDE.

# shellcheck source=volsync.sh
source "$here/lib/volsync.sh"

mover_name=rsync
mover_command=(/mover-rsync/entry.sh)
folders=(keys)
capabilities+=(SETUID SETGID SYS_CHROOT)

prepare_worlds() {
  local kind
  mkdir -p "$scratch/pairs"
  for kind in ed25519 rsa; do
    ssh-keygen -q -t "$kind" -N '' -C '' -f "$scratch/pairs/source-$kind"
    ssh-keygen -q -t "$kind" -N '' -C '' -f "$scratch/pairs/destination-$kind"
  done
  chmod 644 "$scratch"/pairs/*
}

furnish_world() {
  local side
  [[ -z ${top:-} ]] || return 0
  top=$world
  mounts=(--dir /run/sshd --ro-bind "$DISKRSYNC" /opt/bin/diskrsync)
  for side in source destination; do
    world=$top/$side
    make_world
  done
  world=$top
  free_port
  settings=(TRANSPORT=tls DESTINATION_ADDRESS=127.0.0.1 "DESTINATION_PORT=$port" LISTEN_ADDRESS=127.0.0.1
    "LISTEN_PORT=$port" CONNECT_TIMEOUT=30)
  keys ed25519
}
# No top yet: the first call of make_world is for the world itself.

source_data() { echo "$top/source/data"; }

# keys KIND: gives both sides keys for ssh of this kind and a pre-shared key.
keys() {
  local side psk
  psk=volsync:$(head -c 64 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
  for side in source destination; do
    cp -- "$scratch/pairs/source-$1.pub" "$top/$side/keys/source.pub"
    cp -- "$scratch/pairs/destination-$1.pub" "$top/$side/keys/destination.pub"
    cp -- "$scratch/pairs/$side-$1" "$top/$side/keys/$side"
    printf '%s' "$psk" >"$top/$side/keys/psk.txt"
  done
}

by_ssh() { settings+=(TRANSPORT=ssh); }

# free_port: sets port to one that nobody listens on.
free_port() {
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
}

declare -A pid_of=() child_of=()

# on SIDE COMMAND…
on() {
  local world=$top/$1 side=$1 result=0
  shift
  bwrap_pid=${pid_of[$side]:-} mover_pid=${child_of[$side]:-}
  "$@" || result=$?
  pid_of[$side]=$bwrap_pid child_of[$side]=$mover_pid
  return "$result"
}

# listening: until the destination waits for a source.
listening() { until_true 30 grep -q 'Waiting for connection' "$top/destination/log"; }

# transfer [NAME=VALUE…]: one synchronisation; both sides have to end well.
transfer() {
  set -e
  on destination start "$@" receive
  listening
  on source mover "$@" send
  expect_exit 0
  source_report=$report source_log=$log
  on destination finish
  expect_exit 0
}

# breaking OPTION…: puts a proxy with these options between both sides.
breaking() {
  local inside=$port
  free_port
  settings+=("LISTEN_PORT=$inside" "DESTINATION_PORT=$port")
  python3 "$here/lib/proxy.py" "$port" "$inside" "$@" &
  started+=("$!")
}

# stop SIDE: without ceremony, as a node that fails.
stop() {
  kill -KILL "${child_of[$1]}" 2>/dev/null || true
  wait "${pid_of[$1]}" 2>/dev/null || true
}

# Replaces shell's: shows what both sides said when a test fails.
end_world() {
  local status=$? pid side
  for side in source destination; do
    ((status == 0)) || [[ ! -s $top/$side/log ]] || sed "s/^/$side: /" "$top/$side/log"
  done
  for pid in "${started[@]}" $(cat "$top"/*/stunnel.pid 2>/dev/null); do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf -- "$top" 2>/dev/null || true
}

# a_tree: some of everything that a volume may hold.
a_tree() {
  local data=$top/source/data
  mkdir -p "$data/folder/deeper" "$data/empty" "$data/ with space" "$data/-dash" "$data/#hash" $'data/odd' "$data/user/lost+found"
  mkdir -p "$data/lost+found"
  echo lost >"$data/lost+found/x"
  echo kept >"$data/user/lost+found/kept"
  echo one >"$data/folder/one"
  echo two >"$data/folder/deeper/two"
  echo odd >"$data"/$'odd\nname'
  echo odd >"$data"/$'non-utf8-\xff\xfe'
  echo comment >"$data/#comment"
  echo in >"$data/#hash/in"
  echo dash >"$data/-n"
  echo arrow >"$data/a -> b"
  ln -s folder/one "$data/relative"
  ln -s ../outside "$data/folder/upwards"
  ln -s /etc/passwd "$data/absolute"
  ln -s nowhere "$data/a link -> to nothing"
  ln -s 'ünïcode' "$data/lïnk"
  ln "$data/folder/one" "$data/folder/deeper/hard"
  truncate -s 20M "$data/sparse"
  echo tail >>"$data/sparse"
  mkfifo "$data/pipe"
  chmod 640 "$data/folder/one"
  chmod 700 "$data/empty"
  setfattr -n user.color -v blue "$data/folder/one"
  setfacl -m u:1234:r "$data/folder/deeper/two"
  # What was made in the second of its transfer, rsync takes for equal unless it is told to look at nanoseconds,
  # which VolSync's side does not.
  find "$data" -mindepth 1 -exec touch -h -d '2023-03-03 03:03:03.333333333' {} +
  touch -h -d '2020-02-02 02:02:02.123456789' "$data/relative" "$data/folder/deeper/two" "$data/absolute"
  touch -d '2021-01-01 00:00:00.5' "$data/folder" "$data/empty"
  chmod 2751 "$data"
  touch -d '2019-09-09 09:09:09.000000009' "$data"
}

# many FOLDERS FILES: a tree for several streams, some files of which have names in several folders.
many() {
  local folder file data=$top/source/data
  for ((folder = 0; folder < $1; folder++)); do
    mkdir -p "$data/d$((folder % 7))/e$folder"
    for ((file = 0; file < $2; file++)); do echo "$folder $file" >"$data/d$((folder % 7))/e$folder/$file"; done
  done
}
