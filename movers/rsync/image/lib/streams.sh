# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Several rsyncs at the same time to a destination of ours. Each has a list of directories (see tree.py).

readonly partial_folder=.~scribe-partial~ # session.py knows it, too
declare -A tree=()                        # what tree.py counted
stream_options=()
resuming=() # options of streams with files that should go on where they were cut off
vanished=0

# choose_parallelism: sets streams from the processors that we may use and the time to the destination and back.
choose_parallelism() {
  local cpus quota period
  [[ -n $round_trip ]] || measure_round_trip || round_trip=0
  streams=$PARALLELISM
  [[ -z $streams ]] || return 0
  cpus=$(nproc)
  if read -r quota period 2>/dev/null </sys/fs/cgroup/cpu.max && [[ $quota != max ]]; then
    ((quota = (quota + period - 1) / period, cpus = quota < cpus ? quota : cpus))
  fi
  # Each has a process or two on either side. Far away a stream waits now and then, and for the window of its connection.
  streams=$cpus
  ((round_trip < 2)) || streams=$((cpus + 1 + round_trip / 50))
  ((streams <= 16)) || streams=16
}

# measure_round_trip: sets round_trip to the milliseconds that a connection takes to open: near by the least of three, for
# a busy machine takes its time, too. Fails if none opens.
measure_round_trip() {
  local took
  # shellcheck disable=SC2016 # the inner bash expands it
  took=$(timeout 5 bash -c 'least=5000000
    for _ in 1 2 3; do
      begin=${EPOCHREALTIME/./} && exec 5<>"/dev/tcp/$1/$2" && took=$((${EPOCHREALTIME/./} - begin)) && exec 5>&-
      ((took >= least)) || least=$took
      ((took >= 2000 && took < 15000)) || break
    done
    echo "$least"' - "$DESTINATION_ADDRESS" "$DESTINATION_PORT" 2>/dev/null) || return 1
  round_trip=$((took / 1000))
}

early_look='' # the process that looks at the tree already
early_at=0

# begin_look: looks at the tree while the destination is called, if somebody is there: of use for one that is empty.
begin_look() {
  [[ $volume == filesystem && $PARALLELISM != 1 ]] && measure_round_trip || return 0
  mkfifo "$work_dir/orders"
  exec {orders}<>"$work_dir/orders"
  run_tree - <"$work_dir/orders"
  early_look=$! early_at=$SECONDS
}

# run_tree ARGUMENT…: in the background.
run_tree() {
  python3 -IBS "$image_dir/lib/tree.py" "$DATA_DIR" "$work_dir" "$@" <&0 >"$work_dir/tree" &
  child "$!"
}

# early_look_serves: whether it is what there is to know, and not older than the streams that are about to begin could bear.
early_look_serves() {
  [[ -n $early_look && ${peer[root]:-1} == 1 ]] && ((${#comparison[@]} == 0 && SECONDS - early_at < 10))
}

end_early_look() {
  [[ -n $early_look ]] || return 0
  end_child "$early_look"
  early_look=''
}

# look_at_tree: scans the source, and sets tree and lists: of directories that are not as they are at the destination if
# there is a comparison. One stream of all needs no list, and so no scan.
look_at_tree() {
  local name value orders_of_tree=() teller=''
  lists=(all) tree=()
  ((streams > 1 || ${#comparison[@]})) || [[ ${peer[root]:-1} != 1 || ${peer[inplace]:-0} == 1 ]] || { end_early_look && return 0; }
  rm -f -- "$work_dir"/list.*
  if early_look_serves; then
    echo "$streams" >&"$orders"
    name=$early_look early_look=''
  else
    end_early_look
    [[ ${peer[root]:-1} == 1 ]] || orders_of_tree+=(--spare-root)
    if ((${#comparison[@]})); then
      orders_of_tree+=(--compare "${peer[acls]:-0}" "${peer[xattrs]:-none}")
      rm -f -- "$work_dir/there"
      mkfifo "$work_dir/there"
      "${comparison[@]}" </dev/null >"$work_dir/there" 2>/dev/null &
      teller=$!
      child "$teller"
      run_tree "$streams" "${orders_of_tree[@]}" <"$work_dir/there"
    else
      run_tree "$streams" "${orders_of_tree[@]}" </dev/null
    fi
    name=$!
  fi
  value=0
  await "$name" || value=$?
  [[ -z $teller ]] || end_child "$teller"
  ((value == 0)) || return 1
  while read -r name value; do tree[$name]=$value; done <"$work_dir/tree"
  lists=("$work_dir"/list.*)
  [[ -e ${lists[0]} ]] || lists=()
}

# choose_comparison: sets comparison to what has the destination tell which directories it has. An empty one has none, an
# interrupted one parts of files, and what is to be verified is to be looked at whatever seems to be the same.
choose_comparison() {
  comparison=()
  [[ ${peer[compares]:-0} == 1 && ${peer[empty]:-0} != 1 && ${peer[incomplete]:-0} != 1 ]] && ((!VERIFY)) || return 0
  comparison=("${connect[@]}" peer scribe compare)
}

comparison=()

# look_for_place: whether large files may be changed where they are, in the first attempt. Nobody may read the destination's
# volume, and no file may have several names, here or there: rsync would write to all of them.
look_for_place() {
  [[ ${peer[inplace]:-0} == 1 && ${tree[huge]:-0} != 0 && ${tree[links]:-1} == 0 ]] || return 0
  [[ $(peer_command 600 scribe single 2>/dev/null) == yes ]] || return 0
  in_place=1
  log "Large files are changed where they are"
}

choose_stream_options() {
  stream_options=(-lptgodxH --specials --numeric-ids --delete-during --ignore-missing-args --from0 --exclude=/lost+found
    "--exclude=$partial_folder" --modify-window=-1 "--timeout=$IO_TIMEOUT" --stderr=client --no-h --info=stats1
    --outbuf=B '--out-format=%i %l' -e "${connect[*]}")
  # For holes the destination looks at every byte, which costs a tenth of all the work.
  [[ ${tree[sparse]:-1} == 0 ]] || stream_options+=(-S)
  # Where nothing is yet, there is neither a file that could be left half old and half new, nor one that is linked with
  # others; a file that is cut off stands where it goes on. It also saves making, naming and renaming each file.
  if [[ ${peer[empty]:-0} == 1 ]]; then
    stream_options+=(--inplace)
    resuming=()
  elif ((in_place)); then
    resuming=(--inplace)
  else
    resuming=("--partial-dir=$partial_folder")
  fi
  # Else the list of files comes in pieces, which rsync asks for a thousand files ahead: far away that means waiting.
  ((round_trip < 2)) || stream_options+=(--no-inc-recursive)
  [[ ${peer[acls]:-0} == 0 ]] || stream_options+=(-A)
  [[ ${peer[devices]:-0} == 0 ]] || stream_options+=(--devices)
  case ${peer[xattrs]:-none} in
    user) stream_options+=(-X '--filter=+x user.*' '--filter=-x *') ;;
    all) stream_options+=(-X '--filter=+x user.*' '--filter=+x security.capability' '--filter=-x *') ;;
  esac
  case $COMPRESSION in
    none) ;;
    auto) ((round_trip < 2)) || stream_options+=(--compress-choice=lz4) ;;
    *) stream_options+=("--compress-choice=$COMPRESSION") ;;
  esac
  [[ -z $BANDWIDTH_LIMIT ]] || stream_options+=("--bwlimit=$((BANDWIDTH_LIMIT / (${#lists[@]} + (${#lists[@]} == 0)) + 1))")
}

# start_stream NAME ARGUMENT…: one rsync; what it says of files is counted, the rest kept.
start_stream() {
  local name=$1
  shift
  rm -f -- "$work_dir/out.$name"
  mkfifo "$work_dir/out.$name"
  awk -f "$image_dir/lib/count.awk" <"$work_dir/out.$name" >>"$work_dir/count.$name" &
  counter_of[$name]=$!
  rsync "$@" < <(list_of_stream "$name") >"$work_dir/out.$name" 2>"$work_dir/err.$name" &
  stream_of[$name]=$!
  child "$!"
}

list_of_stream() { [[ ! -e $work_dir/list.$1 ]] || exec gzip -dc <"$work_dir/list.$1"; }

# end_stream NAME: sets REPLY to its exit code.
end_stream() {
  REPLY=0
  await "${stream_of[$1]}" || REPLY=$?
  wait_for "${counter_of[$1]}" || true
}

declare -A stream_of=() counter_of=()

# files_so_far: how many entries all streams have sent, made or deleted.
files_so_far() {
  cat -- "$work_dir"/count.* 2>/dev/null | awk '{ n += $1 + $3 + $4 } END { printf "%.0f\n", n }'
}

# judge_stream NAME CODE: sets verdict to done, again (the connection broke), alone (something was in the way, maybe
# another stream) or fatal; then transfer_class and transfer_said tell why.
judge_stream() {
  local said=$work_dir/err.$1
  verdict=done
  case $2 in
    0) return ;;
    24) vanished=1 && return ;;
  esac
  log_said "$said"
  transfer_said=$(grep -v -e '^Could not chdir to home' -e '^rsync error:' -e 'has vanished' -e '^rsync: connection unexpectedly closed' -e '^$' "$said" | head -n 1)
  [[ -n $transfer_said ]] || transfer_said=$(head -n 1 "$said")
  : "${transfer_said:=rsync ended with code $2}"
  failure_class "$(head -c 20000 "$said")"
  transfer_class=$REPLY
  case $2:$transfer_class in
    # Without root's rights rsync opens a closed folder while it works, and closes it again at its end.
    23:Misconfigured) verdict=alone ;;
    *:OutOfSpace | *:Misconfigured | *:SourceIncomplete) verdict=fatal ;;
    23:*) verdict=alone ;;
    [15]:* | 10:* | 12:* | 14:* | 20:* | 30:* | 35:* | 255:*) verdict=again ;;
    *) verdict=fatal ;;
  esac
  [[ $2:$transfer_class != 23:SourceIncomplete ]] || verdict=partial
}

# log_said FILE: what a program complained about, not more than a page of it.
log_said() {
  local line
  while IFS= read -r line; do
    [[ -z $line ]] || log "$line"
  done < <(grep -v '^Could not chdir to home' -- "$1" | head -n 40)
}

# said_in FILE: the same in one line; a home is nothing that sessions need.
said_in() { grep -v '^Could not chdir to home' -- "$1" | tr '\n' ' '; }

# arguments_of NAME: sets arguments to those of the stream with this name.
arguments_of() {
  arguments=("${stream_options[@]}")
  [[ ${tree[large.$1]:-1} == 0 ]] || arguments+=("${resuming[@]}")
  if [[ $1 == all ]]; then arguments+=(-r); else arguments+=(--files-from=-); fi
  arguments+=("$DATA_DIR/" peer:.)
}

# start_batch NAME…: the streams with these names, all at once.
start_batch() {
  local name first=${1:-}
  local -a arguments
  (($#)) || return 0
  for name in "$@"; do
    [[ ${tree[large.$name]:-1} == 0 ]] || { first=$name && break; } # those have most to send
  done
  arguments_of "$first"
  keep_command "${arguments[@]}"
  for name in "$@"; do
    arguments_of "$name"
    start_stream "$name" "${arguments[@]}"
  done
}

# send_streams: until all lists are through. A connection that breaks costs the files in flight only, and a file that
# was cut off goes on where it was. On a failure transfer_class and transfer_said tell why.
send_streams() {
  local name before begin verdict
  local -a pending=("${lists[@]##*.}") broken alone=()
  while ((${#pending[@]})); do
    before=$(files_so_far) begin=$SECONDS broken=()
    start_batch "${pending[@]}"
    for name in "${pending[@]}"; do
      end_stream "$name"
      ((!cancelled)) || continue
      judge_stream "$name" "$REPLY"
      case $verdict in
        again) broken+=("$name") ;;
        alone) alone+=("$name") ;;
        fatal | partial) failed_streams+=("$transfer_class $transfer_said") ;;
      esac
    done
    let_command_go
    ((!cancelled)) || return 1
    ((!in_place)) || { in_place=0 && choose_stream_options; }
    ((${#failed_streams[@]} == 0)) || return 1
    pending=("${broken[@]}")
    ((${#pending[@]})) || break
    interrupted=1
    try_again_after "$begin" "$before" || return 1
    choose_stream_options
  done
  send_alone "${alone[@]}"
}

# send_alone NAME…: once more, one after the other, what met with something in its way.
send_alone() {
  local name verdict
  for name in "$@"; do
    start_batch "$name"
    end_stream "$name"
    let_command_go
    ((!cancelled)) || return 1
    judge_stream "$name" "$REPLY"
    [[ $verdict == done ]] || { failed_streams+=("$transfer_class $transfer_said") && return 1; }
  done
}

readonly retries=5 long_retries=20
failed_streams=()
interrupted=0
in_place=0
fruitless=0
long=0

# try_again_after BEGIN BEFORE: waits, after an attempt that began at second BEGIN, when BEFORE files had been sent, until
# the destination is there again. An attempt that got on does not count among those that lead nowhere; one that took its
# time may have got on with a large file.
try_again_after() {
  local seconds=1
  if [[ $(files_so_far) != "$2" ]]; then
    fruitless=0 long=0
  elif ((SECONDS - $1 >= 10 && long < long_retries)); then
    long=$((long + 1)) fruitless=0
  else
    fruitless=$((fruitless + 1))
    seconds=$((1 << fruitless))
  fi
  ((fruitless <= retries)) || { failed_streams+=("$transfer_class $transfer_said") && return 1; }
  log "Syncronization failed. Retrying in $seconds seconds. Retry $fruitless/$retries."
  pause "$seconds"
  await_peer
}
