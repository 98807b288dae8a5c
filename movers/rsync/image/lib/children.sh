# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Programs that run at the same time. A signal that stops the mover stops all of them.

declare -A children=()

# Replaces shell's: there is more than one tool to pass a signal on to.
on_signal() {
  local pid
  cancelled=$((cancelled + 1))
  for pid in "${!children[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
}

# child PID: it is stopped with the mover.
child() {
  children[$1]=1
  ((!cancelled)) || kill -TERM "$1" 2>/dev/null || true
}

# await PID: the exit code of a child.
await() {
  local status=0
  wait_for "$1" || status=$?
  unset "children[$1]"
  return "$status"
}

# end_child PID: stops it.
end_child() {
  kill -TERM "$1" 2>/dev/null || true
  await "$1" || true
}

# bounded SECONDS COMMAND…: a command with standard input and output, which a signal stops.
bounded() {
  timeout -k 2 "$@" &
  child "$!"
  await "$!"
}

# pause SECONDS: shorter when a signal comes.
pause() {
  ((!cancelled)) || return 0
  bounded "$((${1%.*} + 1))" sleep "$1" || true
}
