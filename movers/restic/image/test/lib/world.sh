# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# A world: the folders a mover sees, and the sandbox in which it sees them.

readonly password='correct horse battery' nobody=65532
export RESTIC_PASSWORD=$password

status=0 report='' log=''
unprivileged=0 # 1: the mover runs as a user without rights
hostname=vol-a
sandbox=()     # further options for bwrap
started=()     # process ids of bwrap

make_world() {
  mkdir -p "$world"/{data,cache,repo,stop}
  : >"$world/report"
  chmod 777 "$world" "$world"/*
  export RESTIC_REPOSITORY=$world/repo/r
}

end_world() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf -- "$world" 2>/dev/null || true
}

# restic on this side of the sandbox.
restic() { "$RESTIC" --no-cache "$@"; }

# Puts an empty repository in place; making one takes a second each time.
repository() {
  cp -R "$scratch/empty-repository" "$RESTIC_REPOSITORY"
  chmod -R a+rwX "$RESTIC_REPOSITORY"
}

# file PATH CONTENT: makes a file below data.
file() {
  mkdir -p "$(dirname -- "$world/data/$1")"
  printf '%s\n' "$2" >"$world/data/$1"
}

# snapshot WHEN: saves data as the mover would have done, at a time of choice.
snapshot() {
  sandboxed restic backup --no-cache --quiet --host volsync --time "$1" .
}

# sandboxed COMMAND…: runs a command where the mover would run, in /data.
sandboxed() {
  write_arguments
  bwrap --args 9 --chdir /data -- "$@" 9<"$world/arguments"
}

# write_arguments [NAME=VALUE…]: the sandbox, in a file: no value is on a command line.
write_arguments() {
  local entry pair
  local -a words=(--ro-bind /usr /usr --ro-bind /etc /etc --proc /proc --dev /dev --tmpfs /tmp
    --as-pid-1 --unshare-pid --unshare-ipc --unshare-uts --hostname "$hostname" --die-with-parent
    --ro-bind "$RESTIC" /opt/bin/restic --ro-bind "$image" /mover-restic
    --bind "$world/data" /data --bind "$world/cache" /cache --bind "$world/repo" /repo
    --bind "$world/stop" /stop --bind "$world/report" /dev/termination-log)
  for entry in /bin /sbin /lib /lib64; do
    [[ ! -L $entry ]] || words+=(--symlink "$(readlink "$entry")" "$entry")
  done
  if [[ $(id -u) != 0 ]] || ((unprivileged)); then
    words+=(--unshare-user)
  else
    words+=(--cap-drop ALL)
    for entry in DAC_OVERRIDE CHOWN FOWNER FSETID SETFCAP; do words+=(--cap-add "CAP_$entry"); done
  fi
  words+=(${sandbox[@]+"${sandbox[@]}"} --remount-ro / --clearenv)
  for pair in PATH=/opt/bin:/usr/bin:/bin RESTIC_REPOSITORY=/repo/r "RESTIC_PASSWORD=$password" \
    RESTIC_CACHE_DIR=/cache DATA_DIR=/data PRIVILEGED_MOVER=$((1 - unprivileged)) RUN_ID=run-1 \
    "FORGET_OPTIONS=--keep-last 3" RETRY_LOCK=2s PROBE_TIMEOUT=30 SCRIBE_STOP_DIR=/stop "$@"; do
    if [[ $pair == *= ]]; then words+=(--unsetenv "${pair%=}"); else words+=(--setenv "${pair%%=*}" "${pair#*=}"); fi
  done
  printf '%s\0' "${words[@]}" >"$world/arguments"
}

# start [NAME=VALUE…] STEP…: starts the mover; sets mover_pid (its first process) and bwrap_pid.
start() {
  local -a settings=() as=()
  while [[ ${1:-} == *=* ]]; do settings+=("$1") && shift; done
  write_arguments ${settings[@]+"${settings[@]}"}
  if ((unprivileged)) && [[ $(id -u) == 0 ]]; then
    as=(setpriv --reuid "$nobody" --regid "$nobody" --clear-groups --no-new-privs)
    chmod 644 "$world/arguments"
  fi
  : >"$world/report"
  rm -f -- "$world"/stop/* "$world/info"
  mkfifo "$world/info"
  ${as[@]+"${as[@]}"} bwrap --args 9 --info-fd 8 -- "${mover_command[@]}" "$@" \
    9<"$world/arguments" 8>"$world/info" >"$world/log" 2>&1 &
  bwrap_pid=$!
  started+=("$bwrap_pid")
  mover_pid=$(jq '."child-pid"' "$world/info")
}
mover_command=(/mover-restic/entry.sh)

# finish: waits for the started mover; sets status, report and log.
finish() {
  status=0
  wait "$bwrap_pid" || status=$?
  report=$(<"$world/report")
  log=$(tr -d '\0' <"$world/log")
  cat "$world/log"
  printf '%s\n' "exit $status: $report"
}

# mover [NAME=VALUE…] STEP…: runs the mover to its end.
mover() {
  start "$@"
  finish
}

# until_true SECONDS COMMAND…: polls until COMMAND succeeds.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || { echo "waited in vain for: $*" && return 1; }
    sleep 0.05
  done
}

# reached POINT: waits until the mover halts at POINT.
reached() { until_true 60 test -e "$world/stop/$1.reached"; }

need_root() {
  [[ $(id -u) == 0 ]] || { echo "needs root" && exit 77; }
}
