# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Reading and checking the environment. Nothing is started before all of it is valid.

refusal=ERROR # what such messages begin with in the log

# refuse TEXT [CODE]: ends the script with a message about a setting.
refuse() {
  log "$refusal: $1"
  failure=Misconfigured message=$1
  exit "${2:-1}"
}

# expect NAME PATTERN WORDS: refuses a value that does not match PATTERN as a whole.
expect() {
  local value=${!1:-}
  [[ $value =~ ^($2)$ ]] || refuse "$1: found ${value@Q}, expected $3"
}

# check_steps KNOWN STEP…: refuses any step that is not one of the words of KNOWN.
check_steps() {
  local step
  (($# > 1)) || refuse "no operation given; known: $1" 2
  for step in "${@:2}"; do
    [[ " $1 " == *" $step "* ]] || refuse "unknown operation: $step" 2
  done
}

# list_of NAME: sets REPLY_LIST to the non-empty lines of the variable NAME.
list_of() {
  local line
  REPLY_LIST=()
  while IFS= read -r line; do
    [[ -z $line ]] || REPLY_LIST+=("$line")
  done <<<"${!1:-}"
}

REPLY_LIST=()
