# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# A world: the folders a mover sees, and the sandbox in which it sees them. What differs from mover to
# mover is in its own test/lib/world.sh:
#   prepare_worlds   once for all tests: makes in $scratch what takes long
#   furnish_world    makes what this mover needs in $world
#   mover_name       its folder is /mover-NAME
#   mover_command    what runs there
#   folders          folders of the world, seen as /NAME, beside data and stop
#   mounts           further options for bwrap, such as --ro-bind PROGRAM /opt/bin/NAME
#   capabilities     what a privileged mover may do
#   settings         its environment: NAME=VALUE

readonly nobody=65532

status=0 report='' log=''
unprivileged=0 # 1: the mover runs as a user without rights
hostname=vol-a
folders=()
mounts=()
settings=()
capabilities=(DAC_OVERRIDE CHOWN FOWNER FSETID SETFCAP)
sandbox=() # what a test adds to the options for bwrap
started=() # process ids of bwrap

make_world() {
  local name
  mkdir -p "$world"
  for name in data stop ${folders[@]+"${folders[@]}"}; do mkdir -p "$world/$name"; done
  : >"$world/report"
  chmod 777 "$world" "$world"/*
  furnish_world
}

end_world() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf -- "$world" 2>/dev/null || true
}

# file PATH CONTENT: makes a file below data.
file() {
  mkdir -p "$(dirname -- "$world/data/$1")"
  printf '%s\n' "$2" >"$world/data/$1"
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
    --ro-bind "$scratch/image" "/mover-$mover_name" --bind "$world/report" /dev/termination-log)
  for entry in data stop ${folders[@]+"${folders[@]}"}; do words+=(--bind "$world/$entry" "/$entry"); done
  for entry in /bin /sbin /lib /lib64; do
    [[ ! -L $entry ]] || words+=(--symlink "$(readlink "$entry")" "$entry")
  done
  words+=(${mounts[@]+"${mounts[@]}"})
  [[ -z $coverage ]] || words+=(--bind "$scratch/traces" /traces)
  if [[ $(id -u) != 0 ]] || ((unprivileged)); then
    words+=(--unshare-user)
  else
    words+=(--cap-drop ALL)
    for entry in "${capabilities[@]}"; do words+=(--cap-add "CAP_$entry"); done
  fi
  words+=(${sandbox[@]+"${sandbox[@]}"} --remount-ro / --clearenv)
  for pair in PATH=/opt/bin:/usr/bin:/bin DATA_DIR=/data PRIVILEGED_MOVER=$((1 - unprivileged)) \
    RUN_ID=run-1 SCRIBE_STOP_DIR=/stop "BASH_ENV=${coverage:+/mover-$mover_name/trace}" ${settings[@]+"${settings[@]}"} "$@"; do
    if [[ $pair == *= ]]; then words+=(--unsetenv "${pair%=}"); else words+=(--setenv "${pair%%=*}" "${pair#*=}"); fi
  done
  printf '%s\0' "${words[@]}" >"$world/arguments"
}

# start [NAME=VALUE…] STEP…: starts the mover; sets mover_pid (its first process) and bwrap_pid.
start() {
  local -a own=() as=()
  while [[ ${1:-} == *=* ]]; do own+=("$1") && shift; done
  write_arguments ${own[@]+"${own[@]}"}
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

# web STATUS [CODE MESSAGE]: a web server that answers every request with STATUS, and S3's error; sets port.
web() {
  rm -f -- "$world/port"
  python3 "$shell/test/lib/web.py" "$@" >"$world/port" &
  started+=("$!")
  until_true 10 test -s "$world/port"
  port=$(<"$world/port")
}
