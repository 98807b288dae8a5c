# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The conversation with a destination of ours: one connection for all that is said ahead of the streams, between them and
# at the end. Over TLS the destination also keeps the command of the streams for them: a stream then needs no line ahead of
# what rsync says, and nobody between rsync and stunnel who would have to copy all of it. A destination keeps one command:
# streams with another one send theirs themselves, and so do all if the destination keeps none.

talker=''
answers='' # stunnel ends when nobody would hear what it has to say
spoken=0   # when the other side was heard last
kept_file=''

readonly FRESH_SECONDS=60 # after which a conversation is begun anew: something on the path may have dropped it
readonly LONGEST_ANSWER=100 # lines
readonly VERSION=1          # of the protocol; session.py knows it, too

# begin_talk: opens the connection; what the programs for it complain about is in $work_dir/talk.err.
begin_talk() {
  end_talk
  rm -f -- "$work_dir"/talk.*
  mkfifo "$work_dir/talk.in" "$work_dir/talk.out"
  exec {requests}<>"$work_dir/talk.in"
  [[ $TRANSPORT == ssh ]] || echo "SCRIBE-RSYNC $VERSION scribe talk" >&"$requests" # ahead of what else is asked for
  "${connect[@]}" peer scribe talk <&"$requests" >"$work_dir/talk.out" 2>"$work_dir/talk.err" &
  talker=$!
  child "$talker"
  exec {answers}<"$work_dir/talk.out"
  spoken=$SECONDS
}

end_talk() {
  [[ -n $talker ]] || return 0
  kill -TERM "$talker" 2>/dev/null || true
  await_talker
}

# await_talker: sets REPLY to the exit code of the connection.
await_talker() {
  REPLY=0
  await "$talker" || REPLY=$?
  exec {requests}>&- {answers}<&-
  talker=''
}

# ask SECONDS WORD…: sets REPLY to the answer, which is a line; fails if none comes within so many seconds.
ask() {
  local answer=''
  ((!cancelled)) || return 1
  if [[ -z $talker ]] || ((SECONDS - spoken >= FRESH_SECONDS)); then begin_talk; fi
  printf '%s\n' "${*:2}" >&"$requests"
  IFS= read -r -n 200 -t "$1" -u "$answers" answer || { end_talk && return 1; }
  spoken=$SECONDS
  REPLY=$answer
}

# ask_hello SECONDS: begins a conversation; the answer is in $work_dir/hello. On a failure REPLY is the exit code of the
# connection.
ask_hello() {
  local line='' lines=0 deadline=$((SECONDS + $1))
  : >"$work_dir/hello"
  begin_talk
  echo "hello $VERSION" >&"$requests"
  while ((SECONDS < deadline && lines++ < LONGEST_ANSWER)) && IFS= read -r -n 200 -t "$((deadline - SECONDS))" -u "$answers" line; do
    printf '%s\n' "$line" >>"$work_dir/hello"
    [[ $line != end ]] || { spoken=$SECONDS && return 0; }
  done
  printf '%s\n' "$line" >>"$work_dir/hello"
  if ((SECONDS < deadline && lines <= LONGEST_ANSWER)); then await_talker; else end_talk; fi
  return 1
}

# keep_command ARGUMENT…: of a stream with these arguments of rsync.
keep_command() {
  local command
  let_command_go
  [[ $TRANSPORT == tls && ${peer[keeps]:-0} == 1 ]] && command=$(command_of "$@") || return 0
  kept_file=${connect[-1]}.kept
  if ask 20 "keep $command" && [[ $REPLY == ready ]]; then printf '%s' "$command" >"$kept_file"; fi
}

# let_command_go: it is kept until the next request, and no longer than a minute.
let_command_go() {
  [[ -z $kept_file ]] || rm -f -- "$kept_file"
}

# command_of ARGUMENT…: what rsync asks the other side to run: it tells its remote shell, here one that only writes it down.
command_of() {
  # shellcheck disable=SC2016 # the inner shell expands it
  printf 'shift && printf "%%s" "$*" >"$0.command"\n' >"$work_dir/tell"
  rm -f -- "$work_dir/tell.command"
  rsync "$@" -e "sh $work_dir/tell" </dev/null >/dev/null 2>&1 || true
  [[ -s $work_dir/tell.command ]] && cat -- "$work_dir/tell.command"
}
