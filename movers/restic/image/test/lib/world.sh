# shellcheck shell=bash disable=SC2034,SC2154 # one.sh sources these files, they share variables
# The world of the restic mover: a cache and the place of a repository.

readonly password='correct horse battery'
export RESTIC_PASSWORD=$password

mover_name=restic
mover_command=(/mover-restic/entry.sh)
folders=(cache repo)
mounts=(--ro-bind "$RESTIC" /opt/bin/restic)
settings=(RESTIC_REPOSITORY=/repo/r "RESTIC_PASSWORD=$password" RESTIC_CACHE_DIR=/cache
  "FORGET_OPTIONS=--keep-last 3" RETRY_LOCK=2s PROBE_TIMEOUT=30)

prepare_worlds() {
  RESTIC_REPOSITORY=$scratch/empty-repository restic init --quiet
}

furnish_world() {
  export RESTIC_REPOSITORY=$world/repo/r
}

# restic on this side of the sandbox.
restic() { "$RESTIC" --no-cache "$@"; }

# Puts an empty repository in place; making one takes a second each time.
repository() {
  cp -R "$scratch/empty-repository" "$RESTIC_REPOSITORY"
  chmod -R a+rwX "$RESTIC_REPOSITORY"
}

# snapshot WHEN: saves data as the mover would have done, at a time of choice.
snapshot() {
  sandboxed restic backup --no-cache --quiet --host volsync --time "$1" .
}
