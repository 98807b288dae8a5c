# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# Pre-shared keys: psk.txt holds IDENTITY:HEX, a line each. The first is the one to use, all are accepted: so
# a key is replaced by adding the new one behind the old one on the destination, putting it first on the
# source and removing the old one at last.
#
# A destination of ours also knows every identity with "+scribe" behind it. A source that gets in by that
# name knows whom it talks to; VolSync's turns it away before any session begins.

identities=()

# read_psk: sets identities, and psk_read to what the file held.
read_psk() {
  local file=$KEYS_DIR/psk.txt line number=0
  if [[ ! -e $file ]]; then
    refuse "Pre-shared key not found - $file"
  elif [[ ! -r $file ]]; then
    refuse "Pre-shared key not readable by user $EUID - $file"
  fi
  identities=() psk_read=$(<"$file")
  : >"$work_dir/psk"
  chmod 600 "$work_dir/psk"
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    line=${line%$'\r'}
    [[ -n $line ]] || continue
    [[ $line =~ ^([^:[:space:]]{1,120}):(([0-9a-fA-F]{2}){16,})$ ]] ||
      refuse "psk.txt: line $number is not a pre-shared key, expected IDENTITY:KEY with at least 32 hexadecimal digits, an even number"
    [[ " ${identities[*]} " != *" ${BASH_REMATCH[1]} "* ]] ||
      refuse "psk.txt: line $number has the identity ${BASH_REMATCH[1]@Q} once more: each key needs one of its own, such as ${BASH_REMATCH[1]}-2"
    hide "${BASH_REMATCH[2]}"
    identities+=("${BASH_REMATCH[1]}")
    printf '%s\n' "${BASH_REMATCH[1]}:${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}+scribe:${BASH_REMATCH[2]}" >>"$work_dir/psk"
  done <"$file"
  ((${#identities[@]})) || refuse "psk.txt: found no key, expected IDENTITY:KEY with at least 32 hexadecimal digits"
}

# psk_changed: whether another content can be read by now.
psk_changed() {
  local now
  now=$(cat -- "$KEYS_DIR/psk.txt" 2>/dev/null) || return 1
  [[ $now != "$psk_read" ]]
}
