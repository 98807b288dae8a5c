# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# What a test of the rclone mover expects beside what all movers' tests do.

expect_succeeded() {
  expect_exit 0
  expect_report '.outcome == "Succeeded"'
}

expect_warning() {
  expect_exit 0
  expect_report '.outcome == "Warning" and (.message | test($words))' --arg words "$1"
}

# expect_same_trees: data is as origin was, by what only tools/tree-listing sees: attributes, access lists, hard links.
expect_same_trees() {
  diff <(whole_listing "$world/origin") <(whole_listing "$world/data")
}

# A line for each entry with all that a volume keeps, contents by checksum.
whole_listing() {
  (cd "$1" && find . -path ./lost+found -prune -o -print0 | sort -z | while IFS= read -r -d '' name; do
    printf '%q %s %q %q %s' "$name" "$(stat -c '%F %a %u:%g %.9Y %t:%T' -- "$name")" "$(readlink -- "$name")" \
      "$(getfattr -hdm '^(user|security.capability|system.posix)' -- "$name" 2>/dev/null | tail -n +2)" ""
    if [[ -f $name && ! -L $name ]]; then
      printf '%s ' "$(sha256sum <"$name")"
      find . -samefile "$name" -print0 | sort -z | tr '\0' '|'
    fi
    echo
  done)
}

# state FILTER: of the state on the remote.
remote_state() { jq -r "$1" "$world/remote/r/.scribe/state.json"; }
