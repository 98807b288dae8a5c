# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# The log: one line at a time to standard output and to a file the report quotes from.
# Secrets are masked here and nowhere else, so everything a user reads passes through.

secrets=()
url_user=''
not_secret=() # variables that only sound like secrets: the mover's

# hide VALUE: VALUE will never be printed. Values under four characters stay: masking them
# everywhere would spell them out.
hide() {
  ((${#1} < 4)) || secrets+=("$1")
}

# Hides the values of variables whose names are those of secrets.
learn_secrets() {
  local name line
  while IFS= read -r name; do
    [[ " ${not_secret[*]-} " != *" $name "* ]] || continue
    case $name in
      *PASSWORD* | *_PASS | *_KEY | *_SECRET | *_SECRET_* | *_TOKEN | *_SAS) ;;
      *) continue ;;
    esac
    while IFS= read -r line; do
      hide "$line"
    done <<<"${!name}"
  done < <(compgen -e)
}

# hide_credentials_of URL: hides user and password, as they are written there and as they are meant.
hide_credentials_of() {
  local line
  [[ $1 =~ ://([^/]+)@ ]] || return 0
  line=${BASH_REMATCH[1]}
  url_user=${line%%:*}
  secrets+=("$line")
  line=${line#"$url_user"}
  line=${line#:}
  hide "$line"
  printf -v line '%b' "${line//'%'/'\x'}"
  hide "$line"
}

# mask TEXT: sets REPLY to TEXT with every secret replaced.
mask() {
  local secret
  REPLY=$1
  for secret in ${secrets[@]+"${secrets[@]}"}; do
    REPLY=${REPLY//"$secret"/***}
  done
  [[ -z $url_user ]] || REPLY=${REPLY//"$url_user:***@"/***@}
}

# log TEXT: prints TEXT and keeps it for the report.
log() {
  mask "$1"
  printf '%s\n' "$REPLY" >&3
  printf '%s\n' "$REPLY" >>"$work_dir/log" 2>/dev/null || true
}

# log_progress TEXT: prints TEXT only.
log_progress() {
  mask "$1"
  printf '%s\n' "$REPLY" >&3
}
