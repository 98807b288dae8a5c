# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The command of streams, kept by a destination while they begin. A stream that goes over TLS then needs no line ahead of
# what rsync says, and nobody between rsync and stunnel who would have to copy all of it. A destination keeps one command:
# streams with another one send theirs themselves, and so do all if the destination keeps none.

keeper=''
answers='' # stunnel ends when nobody would hear what it has to say
kept_file=''

# call_keeper: opens the connection, so that it is there when the command is known.
call_keeper() {
  [[ $TRANSPORT == tls && ${peer[keeps]:-0} == 1 ]] || return 0
  kept_file=${connect[-1]}.kept
  rm -f -- "$work_dir"/keeper.*
  mkfifo "$work_dir/keeper.in" "$work_dir/keeper.out"
  exec {commands}<>"$work_dir/keeper.in"
  echo 'SCRIBE-RSYNC 1 scribe stream' >&"$commands" # ahead of what else is asked for
  "${connect[@]}" peer scribe stream <&"$commands" >"$work_dir/keeper.out" 2>/dev/null &
  keeper=$!
  child "$keeper"
  exec {answers}<"$work_dir/keeper.out"
}

# keep_command ARGUMENT…: of a stream with these arguments of rsync.
keep_command() {
  local command answer=''
  [[ -n $keeper ]] || call_keeper
  [[ -n $keeper ]] && command=$(command_of "$@") || return 0
  printf '%s\n' "$command" >&"$commands"
  IFS= read -r -t 20 -u "$answers" answer || true
  if [[ $answer == ready ]]; then printf '%s' "$command" >"$kept_file"; else let_command_go; fi
}

let_command_go() {
  [[ -n $keeper ]] || return 0
  rm -f -- "$kept_file"
  kill -TERM "$keeper" 2>/dev/null || true
  await "$keeper" || true
  exec {commands}>&- {answers}<&-
  keeper=''
}

# command_of ARGUMENT…: what rsync asks the other side to run: it tells its remote shell, here one that only writes it down.
command_of() {
  # shellcheck disable=SC2016 # the inner shell expands it
  printf 'shift && printf "%%s" "$*" >"$0.command"\n' >"$work_dir/tell"
  rm -f -- "$work_dir/tell.command"
  rsync "$@" -e "sh $work_dir/tell" </dev/null >/dev/null 2>&1 || true
  [[ -s $work_dir/tell.command ]] && cat -- "$work_dir/tell.command"
}
