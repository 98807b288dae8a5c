# shellcheck shell=bash disable=SC2154,SC2034 # the script that sources this sets variables, and uses ours
# What tools/restic and tools/rclone share: a Go program that is found on PATH, or built from its pinned module
# and kept in .tools. Set before:
#   tool      its name, that of the script and of the folder TOOL-build with go.mod, go.sum and Go files
#   module    its Go module
#   package   what is built
#   oldest    the oldest version that will do
#   ldflags   how it is linked

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly here build=$here/$tool-build cache=${here%/*}/.tools
[[ $(<"$build/go.mod") =~ $module\ v([0-9.]+) ]]
readonly pinned=${BASH_REMATCH[1]}

say() { echo "tools/$tool: $*" >&2; }

usage() {
  sed -n '2,/^set /s/^# \{0,1\}//p' "$0"
  exit "$1"
}

# Whether version $1 is $2 or newer.
at_least() { [[ $(printf '%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# Prints the version of the program at $1.
version_of() {
  local said
  said=$("$1" version 2>/dev/null) || return 1
  [[ $said =~ ^$tool\ v?([0-9.]+) ]] && echo "${BASH_REMATCH[1]}"
}

from_path() {
  local found version
  found=$(type -P "$tool") || { say "no $tool on PATH" && return 1; }
  version=$(version_of "$found") || { say "$found does not run" && return 1; }
  at_least "$version" "$oldest" || { say "$found is $version, needed is $oldest or newer" && return 1; }
  echo "$found"
}

# Prints what an earlier call fetched or built.
from_cache() {
  local kept
  for kept in "$cache/$tool-$pinned"/{release,build}/"$tool"; do
    [[ ! -x $kept ]] || { echo "$kept" && return; }
  done
  return 1
}

# Keeps the program at $1 as $2, at once and whole, and prints its path.
keep() {
  chmod 755 "$1"
  version_of "$1" >/dev/null || { say "$2 does not run here" && return 1; }
  mkdir -p "${2%/*}"
  mv -f -- "$1" "$2"
  echo "$2"
}

# Prints the go command: one that is there, else Debian's.
go_command() {
  local found
  if ! found=$(PATH=$PATH:/usr/local/go/bin:/usr/lib/go/bin type -P go); then
    type -P apt-get >/dev/null || { say "needs Go 1.21 or newer to build $tool" && return 1; }
    say "no go here: installing golang-go"
    local as_root=()
    [[ $(id -u) == 0 ]] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends golang-go ca-certificates >&2
    found=$(type -P go)
  fi
  local version
  version=$("$found" env GOVERSION 2>/dev/null || true)
  # From 1.21 on, Go fetches the newer tool chain that a module asks for.
  at_least "${version#go}" 1.21 || { say "$found is ${version:-too old}, needed is Go 1.21 or newer" && return 1; }
  echo "$found"
}

# from_source VERSION: the pinned version with its committed sums, another one with sums
# that Go checks against its public database.
from_source() {
  local go kept=$cache/$tool-$1/build/$tool source=$scratch/source options=()
  [[ ! -x $kept ]] || { echo "$kept" && return; }
  go=$(go_command) || return 1
  say "building $tool $1 from its Go module"
  mkdir "$source"
  cp "$build"/*.go "$source"
  if [[ $1 == "$pinned" ]]; then
    cp "$build/go.mod" "$build/go.sum" "$source"
    options=(-mod=readonly)
  else
    printf 'module build\n\ngo 1.21\n\nrequire %s v%s\n' "$module" "$1" >"$source/go.mod"
    options=(-mod=mod)
  fi
  # A download of Go's waits without end for a server that falls silent.
  (cd "$source" && CGO_ENABLED=0 GOTOOLCHAIN=${GOTOOLCHAIN:-auto} GOFLAGS='' GOWORK=off \
    timeout 900 "$go" build "${options[@]}" -trimpath -buildvcs=false -ldflags "$ldflags" -o "$scratch/$tool" "$package") >&2 || return 1
  keep "$scratch/$tool" "$kept"
}

# Waits for another call; sets scratch.
lock_cache() {
  mkdir -p "$cache"
  exec {lock}>"$cache/$tool.lock"
  flock "$lock"
  scratch=$(mktemp -d "$cache/$tool.XXXXXX")
  trap 'rm -rf -- "$scratch"' EXIT
}
