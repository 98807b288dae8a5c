# Shared by the benchmarks; sourced.
# shellcheck shell=bash
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly scribe=$root/distribution/target/scribe/bin/scribe

say() { echo "$*" >&2; }

need_scribe() {
  [[ -x $scribe ]] || {
    say "no $scribe: run 'mvn package' first"
    exit 1
  }
}

need_restic() {
  restic=$("$root/tools/restic")
  PATH=$(dirname -- "$restic"):$PATH
  export SCRIBE_TOOLS=${restic%/*}
}

# Seconds that a command takes, with three digits; its output goes to the file $log.
seconds() {
  local began=${EPOCHREALTIME/./} ended
  "$@" >>"$log" 2>&1 || {
    say "failed: $*"
    tail -n 30 "$log" >&2
    exit 1
  }
  ended=${EPOCHREALTIME/./}
  printf '%d.%03d\n' $(((ended - began) / 1000000)) $(((ended - began) / 1000 % 1000))
}

least() { sort -g | head -n 1; }
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Many small files of random content below the folder $1: $2 of them, 500 to a folder.
small_files() {
  mkdir -p "$1"
  python3 - "$1" "$2" <<'PY'
import os, random, sys
folder, count = sys.argv[1], int(sys.argv[2])
chance = random.Random(1)
for i in range(count):
    if i % 500 == 0:
        room = os.path.join(folder, f"d{i // 500}")
        os.makedirs(room)
    with open(os.path.join(room, f"f{i}"), "wb") as f:
        f.write(chance.randbytes(chance.randrange(4096)))
PY
}

# Below the folder $1 $2 empty files, because it is names that need memory; a thousand of them in a folder.
empty_files() {
  python3 - "$1" "$2" <<'PY'
import os, sys
folder, count = sys.argv[1], int(sys.argv[2])
for i in range(count):
    if i % 1000 == 0:
        room = os.path.join(folder, f"folder-{i // 1000}")
        os.makedirs(room)
    os.close(os.open(os.path.join(room, f"file-{i}"), os.O_CREAT | os.O_WRONLY))
PY
}

declare -A watchers=()

# begin_watch FILE: from now on, the memory of all processes that have WATCHED_MEMORY=FILE in their environment is looked at.
begin_watch() {
  python3 - "$1" <<'PY' &
import os, signal, sys, time
mark = b"WATCHED_MEMORY=" + os.fsencode(sys.argv[1]) + b"\0"
ended = []
signal.signal(signal.SIGTERM, lambda *_: ended.append(True))
most, known = 0, {}
while not ended:
    now = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            begun = os.stat("/proc/" + pid).st_ctime
            if known.get(pid, (0, False))[0] != begun:
                with open(f"/proc/{pid}/environ", "rb") as environment:
                    known[pid] = begun, mark in environment.read()
            if known[pid][1]:
                with open(f"/proc/{pid}/smaps_rollup") as sizes:
                    now += next(int(line.split()[1]) for line in sizes if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    most = max(most, now)
    time.sleep(0.2)
with open(sys.argv[1], "w") as result:
    print(most // 1024, file=result)
PY
  watchers[$1]=$!
}

# end_watch FILE: writes to FILE the most memory, in MiB, that they had at one time; pages that they share count once.
end_watch() {
  kill -TERM "${watchers[$1]}"
  wait "${watchers[$1]}"
  unset "watchers[$1]"
}

# watch_memory FILE COMMAND…: runs a command, and does that for it and all processes that it starts.
watch_memory() {
  local file=$1 status=0
  shift
  begin_watch "$file"
  WATCHED_MEMORY=$file "$@" || status=$?
  end_watch "$file"
  return "$status"
}
