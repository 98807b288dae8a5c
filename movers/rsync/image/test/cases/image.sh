# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world
# What the Dockerfile refuses.

# built_with VERSION: what the build would do with such an rsync; sets said.
built_with() {
  local check
  check=$(awk '/^RUN rsync_version=/ { on = sub(/^RUN /, "") } on { print; on = /\\$/ }' "$image/Dockerfile")
  [[ -n $check ]] || complain "a check in the Dockerfile"
  printf '#!/bin/sh\necho "rsync  version %s  protocol version 32"\necho "Copyright (C) 1996-2026"\n' "$1" >"$top/rsync"
  chmod 755 "$top/rsync"
  said=$(PATH=$top:$PATH sh -ec "$check" 2>&1)
}

test_the_image_is_not_built_with_an_rsync_that_does_not_confine_itself() {
  local version said
  for version in 3.5.0 3.5 3.10.2 4.0.0; do
    built_with "$version" || complain "rsync $version to do, found: $said"
  done
  for version in 3.4.1 3.2.7 2.6.9 ''; do
    ! built_with "$version" || complain "rsync $version to be refused"
    [[ $said == *"found rsync $version"*"needed is 3.5 or newer"* ]] || complain "words for $version, found: $said"
  done
}
