# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# For tests: SCRIBE_STOP_POINT=<name> makes the script halt at that point until it is
# told to go on. Names are before-<step>, after-<step> and what else a mover announces.

# stop_point NAME: announces NAME and waits for its .go file, or for a signal.
stop_point() {
  [[ ${SCRIBE_STOP_POINT:-} == "$1" ]] || return 0
  : >"$SCRIBE_STOP_DIR/$1.reached"
  until [[ -e $SCRIBE_STOP_DIR/$1.go ]] || ((cancelled)); do sleep 0.05; done
}
