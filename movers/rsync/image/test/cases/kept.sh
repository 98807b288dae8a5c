# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# The command of streams that a destination keeps, so that they need no line ahead of what rsync says: used by sources of
# ours, and by somebody who has the key and is up to no good.

# programs_of SIDE: the names of all processes of its mover.
programs_of() {
  local place
  place=$(readlink "/proc/${child_of[$1]}/ns/pid")
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/ns/pid" 2>/dev/null) != "$place" ]] || cat "$process/comm" 2>/dev/null || true # it may have ended
  done
}

# sending: a source that takes its time over a large file.
sending() {
  head -c 8M /dev/urandom >"$top/source/data/large"
  on destination start "$@" receive
  listening
  on source start BANDWIDTH_LIMIT=1024 "$@" send
  until_true 30 test -e "$top/destination/data/large"
}

both_end_well() {
  on source finish
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}

test_nobody_copies_between_rsync_and_its_transport() {
  local transport
  for transport in tls ssh; do
    sending TRANSPORT=$transport
    programs_of source >"$top/programs"
    grep -q rsync "$top/programs"
    ! grep -q -x -e cat -e python3 "$top/programs" || complain "no program between rsync and $transport"
    both_end_well
    rm "$top/source/data/large" "$top/destination/data/large"
  done
}

# a_stranger: sets direct to a remote shell that goes without a line, and asks to one that has it; both with the key.
a_stranger() {
  printf '%s\n' "client = yes" "connect = 127.0.0.1:$port" "ciphers = kPSK" "PSKsecrets = $top/source/keys/psk.txt" \
    "TIMEOUTclose = 0" >"$top/client"
  printf 'exec stunnel %s\n' "$top/client" >"$top/direct"
  direct="sh $top/direct" asks=(timeout 20 bash "$image/lib/connect.sh" "$top/client" peer)
  mkdir -p "$top/evil"
  echo evil >"$top/evil/evil"
}

# into FOLDER: prints the command of a stream there.
into() {
  printf 'shift && printf "%%s" "$*" >"$0.command"\n' >"$top/tell"
  rsync -r -e "sh $top/tell" "$top/evil/" "peer:$1" >/dev/null 2>&1 || true
  cat -- "$top/tell.command"
}

answered() { [[ -s $top/kept ]] || ! kill -0 "$1" 2>/dev/null; }

# keeps COMMAND: has the destination keep the command; fails unless it does.
keeps() {
  : >"$top/kept"
  rm -f "$top/commands" && mkfifo "$top/commands"
  exec 7<>"$top/commands"
  printf '%s\n' 'SCRIBE-RSYNC 1 scribe talk' "keep $1" >&7
  "${asks[@]}" scribe talk <&7 >"$top/kept" 2>/dev/null &
  started+=("$!")
  exec 7>&-
  until_true 20 answered "${started[-1]}"
  [[ $(<"$top/kept") == ready ]]
}

test_who_has_the_key_gets_nowhere_without_a_command_that_is_kept() {
  on destination start receive
  listening
  a_stranger
  ! rsync -r -e "$direct" "$top/evil/" peer:. || complain "no stream without a command"
  [[ ! -e $top/destination/data/evil ]] || complain "nothing written"
  expect_log_of_destination 'one that had been kept for it'
  still_serves
}

test_no_command_is_kept_that_would_be_refused() {
  on destination start receive
  listening
  a_stranger
  local command
  for command in id 'bash -i' 'rsync --server --sender -r . .' 'rsync --server --daemon .' 'rsync --server -r . /tmp' 'rsync --server -r . ../x' \
    'rsync --server -r --log-file=/tmp/x . .' 'rsync --server -rL . .' 'rsync; id' 'diskrsync --target x' 'scribe finish Succeeded'; do
    ! keeps "$command" || complain "$command to be refused"
    ! rsync -r -e "$direct" "$top/evil/" peer:. 2>/dev/null || complain "no stream after $command"
  done
  [[ ! -e $top/destination/data/evil ]] || complain "nothing written"
  still_serves
}

forgotten() { ! rsync -r -e "$direct" "$top/evil/" peer:anything 2>/dev/null; }

test_a_command_is_kept_once_and_forgotten_with_who_had_it_kept() {
  on destination start receive
  listening
  a_stranger
  keeps "$(into first)"
  ! keeps "$(into second)" || complain "one command at a time"
  expect_equal "$(<"$top/kept")" busy
  mkdir "$top/destination/data/first" "$top/destination/data/second"
  # Another key of the destination has the same rights: it can do what is kept, and nothing else.
  rsync -r -e "$direct" "$top/evil/" peer:anything
  [[ -e $top/destination/data/first/evil && ! -e $top/destination/data/second/evil ]] || complain "only what is kept to be done"
  kill "${started[-2]}"
  until_true 20 forgotten
  rm "$top/destination/data/first/evil"
  forgotten || complain "nothing to be done any more"
  [[ ! -e $top/destination/data/first/evil ]] || complain "nothing written"
  still_serves
}

test_a_source_goes_on_when_somebody_else_has_the_command_kept() {
  on destination start receive
  listening
  a_stranger
  keeps "$(into other)"
  a_tree
  on source mover send
  expect_exit 0
  on destination finish
  expect_exit 0
  expect_replica
}
