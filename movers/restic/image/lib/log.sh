# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of lib: they share variables
# The log: one line at a time to standard output and to a file the report quotes from.
# Secrets are masked here and nowhere else, so everything a user reads passes through.

secrets=()
repository_user=''

# Collects what must never be printed: values of secret variables and the
# credentials of the repository's URL. Values under four characters stay: masking
# them everywhere would spell them out.
learn_secrets() {
  local name line
  while IFS= read -r name; do
    case $name in
      RESTIC_PASSWORD_FILE | RESTIC_PASSWORD_COMMAND) continue ;;
      *PASSWORD* | *_PASS | *_KEY | *_SECRET | *_SECRET_* | *_TOKEN | *_SAS) ;;
      *) continue ;;
    esac
    while IFS= read -r line; do
      ((${#line} < 4)) || secrets+=("$line")
    done <<<"${!name}"
  done < <(compgen -e)
  if [[ ${RESTIC_REPOSITORY:-} =~ ://([^/]+)@ ]]; then
    line=${BASH_REMATCH[1]}
    repository_user=${line%%:*}
    secrets+=("$line")
    line=${line#"$repository_user"}
    line=${line#:}
    ((${#line} < 4)) || secrets+=("$line")
    printf -v line '%b' "${line//'%'/'\x'}"
    ((${#line} < 4)) || secrets+=("$line")
  fi
}

# mask TEXT: sets REPLY to TEXT with every secret replaced.
mask() {
  local secret
  REPLY=$1
  for secret in ${secrets[@]+"${secrets[@]}"}; do
    REPLY=${REPLY//"$secret"/***}
  done
  [[ -z $repository_user ]] || REPLY=${REPLY//"$repository_user:***@"/***@}
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
