# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# tools/restic and tools/system-packages, with stand-ins for what they would call.

# tools_in_a_copy: tools with a cache of their own in $world, and a PATH that has only what the
# system has for sure, and $world/bin.
tools_in_a_copy() {
  local command
  mkdir -p "$world/repository/tools" "$world/bin" "$world/system"
  cp -R "$image/../../../tools/restic" "$image/../../../tools/go-tool.sh" "$image/../../../tools/restic-build" \
    "$image/../../../tools/system-packages" "$world/repository/tools"
  for command in bash env sed sort head grep uname mkdir mktemp mv cp rm chmod cat sha256sum bzip2 curl flock id dirname timeout tr; do
    ln -s "$(type -P "$command")" "$world/system/$command"
  done
}

# stub NAME BODY: a command of that name.
stub() {
  printf '#!/usr/bin/env bash\n%s\n' "$2" >"$world/bin/$1"
  chmod 755 "$world/bin/$1"
}

inside=()

# tool NAME ARGUMENT…: runs a tool in its copy; sets status, out and log.
tool() {
  status=0
  out=$(${inside[@]+"${inside[@]}"} env PATH="$world/bin:$world/system" "$world/repository/tools/$1" "${@:2}" 2>"$world/log") || status=$?
  log=$(<"$world/log")
  printf '%s\n' "exit $status: $out" "$log"
}

pinned() { sed -n 's/^require .*restic v//p' "$world/repository/tools/restic-build/go.mod"; }

test_restic_on_the_path_is_taken_if_it_is_new_enough() {
  tools_in_a_copy
  stub restic 'echo restic 0.18.0 compiled with go1.24 on linux/amd64'
  tool restic
  expect_equal "$status $out" "0 $world/bin/restic"
  stub restic 'echo restic 0.17.3 compiled with go1.23 on linux/amd64'
  tool restic --method path
  expect_equal "$status $out" '1 '
  expect_log 'is 0.17.3, needed is 0.18.0 or newer'
}

test_a_downloaded_restic_is_taken_if_it_is_what_was_pinned() {
  tools_in_a_copy
  local name version
  version=$(pinned)
  case $(uname -m) in x86_64) name=amd64 ;; *) name=arm64 ;; esac
  name=restic_${version}_linux_$name.bz2
  mkdir -p "$world/mirror/v$version"
  printf '#!/bin/sh\necho restic %s compiled\n' "$version" | bzip2 >"$world/mirror/v$version/$name"
  export RESTIC_RELEASE_URL=file://$world/mirror
  tool restic --method release
  expect_equal "$status $out" '1 '
  expect_log 'is not what was pinned: refused'
  (cd "$world/mirror/v$version" && sha256sum "$name") >"$world/repository/tools/restic-build/SHA256SUMS"
  tool restic --method release
  expect_equal "$status $out" "0 $world/repository/.tools/restic-$version/release/restic"
  rm -r "$world/mirror"
  tool restic
  expect_equal "$status $out" "0 $world/repository/.tools/restic-$version/release/restic"
}

# go_stand_in VERSION: a go whose builds yield a script that calls itself the pinned restic.
go_stand_in() {
  stub go "
    [[ \$1 != env ]] || { echo go$1; exit; }
    while [[ \$1 != -o ]]; do shift; done
    printf '#!/bin/sh\necho restic $(pinned) compiled\n' >\"\$2\"
    chmod 755 \"\$2\""
}

test_without_network_restic_is_built_and_kept() {
  tools_in_a_copy
  export RESTIC_RELEASE_URL=http://127.0.0.1:1
  go_stand_in 1.25.0
  tool restic
  expect_equal "$status $out" "0 $world/repository/.tools/restic-$(pinned)/build/restic"
  rm "$world/bin/go"
  tool restic
  expect_equal "$status" 0
}

test_another_version_of_restic_is_built_from_its_module() {
  tools_in_a_copy
  go_stand_in 1.25.0
  tool restic --version 0.14.0
  expect_equal "$status $out" "0 $world/repository/.tools/restic-0.14.0/build/restic"
  tool restic --version newest
  expect_equal "$status" 64
}

test_a_go_that_is_too_old_is_refused() {
  tools_in_a_copy
  go_stand_in 1.19.8
  tool restic --method build
  expect_equal "$status $out" '1 '
  expect_log 'needed is Go 1.21 or newer'
}

test_go_is_installed_only_if_there_is_none() {
  tools_in_a_copy
  [[ ! -d /usr/local/go ]] || inside=(bwrap --dev-bind / / --tmpfs /usr/local/go)
  go_stand_in 1.25.0
  mv "$world/bin/go" "$world/go"
  stub sudo 'exec "$@"'
  stub apt-get "echo \"apt-get \$*\" >&2; [[ \$1 != install ]] || cp '$world/go' '$world/bin/go'"
  tool restic --method build
  expect_equal "$status" 0
  expect_log '^apt-get install .* golang-go'
  tool restic --version 0.14.0
  expect_no_log 'apt-get'
}

test_system_packages_installs_what_is_missing_and_says_so() {
  tools_in_a_copy
  local command
  for command in jq mvn setfacl setfattr shellcheck python3 setpriv rsync ssh sshd stunnel openssl; do
    stub "$command" :
  done
  stub sh : # loads the library that it looks for
  tool system-packages --list
  expect_equal "$out" bubblewrap
  tool system-packages
  expect_equal "$status" "$([[ $(id -u) == 0 ]] && echo 69 || echo 77)"
  expect_log 'missing: bubblewrap'
  stub sudo 'exec "$@"'
  stub apt-get 'echo "apt-get $*"'
  tool system-packages
  expect_equal "$status" 0
  grep -q '^apt-get install .* bubblewrap$' <<<"$out"
  grep -q '^system packages: installing bubblewrap$' <<<"$out"
  stub bwrap :
  tool system-packages
  expect_equal "$out" 'system packages: all there'
}
