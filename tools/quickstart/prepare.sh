# shellcheck shell=bash disable=SC2034,SC2154 # quickstart sources its parts: they share variables
# What the story needs before it begins: tools, the build, a folder to work in.

prepare_tools() {
  local jdk restic
  jdk=$("$root/tools/find-jdk" default) ||
    fail "needs a JDK, 17 or newer, as JAVA_HOME or on PATH; Debian and Ubuntu: apt-get install openjdk-17-jdk-headless" 69
  export JAVA_HOME=${jdk#* }
  java_version=${jdk%% *}
  ((java_version >= 17)) || fail "the JDK in $JAVA_HOME is version $java_version, needed is 17 or newer" 69
  "$root/tools/system-packages" bwrap jq mvn curl bzip2 python3 | { grep -v 'all there' || true; }
  restic=$("$root/tools/restic")
  restic_version=$("$restic" version)
  export SCRIBE_TOOLS=${restic%/*}
}

# Builds unless what was built is newer than all it is made from.
build_scribe() {
  local built=$root/distribution/target/quickstart-built log=$root/distribution/target/quickstart-build.log
  scribe=$root/distribution/target/scribe/bin/scribe
  if [[ -x $scribe && -e $built ]] && [[ -z $(find "$root"/{pom.xml,.mvn,*/pom.xml,*/src,movers/*/pom.xml,movers/*/src,movers/*/image} -newer "$built" -print -quit) ]]; then
    return 0
  fi
  printf 'Building Scribe (the first time this may download what Maven needs) … '
  local begin=$SECONDS
  mkdir -p "${log%/*}"
  if ! (cd "$root" && mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -pl distribution -am package) </dev/null >"$log" 2>&1; then
    printf 'failed\n'
    grep -F '[ERROR]' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
    fail "the build failed; its output is in $log"
  fi
  : >"$built"
  printf 'done in %d s\n' $((SECONDS - begin))
}

# Sets work to a new folder, which is removed at the end.
make_work_folder() {
  work=$(mktemp -d "${TMPDIR:-/var/tmp}/scribe-quickstart.XXXXXX")
  trap remove_work_folder EXIT
  mkdir "$work"/{manifests,copy,restored-first,restored-second}
  if [[ -z $folder ]]; then
    folder=$work/sample
    "$root/tools/sample-tree" "$folder" >/dev/null
    told_folder="a sample of odd files"
  else
    told_folder=$folder
    check_folder
  fi
}

remove_work_folder() {
  if [[ $keep == true ]]; then
    printf '\nEverything is left in %s\n' "$work"
  else
    remove_tree "$work"
  fi
}

# Also one with folders that may not be written to.
remove_tree() {
  find "$1" -xdev -type d ! -perm -700 -exec chmod u+rwx {} + 2>/dev/null || true
  rm -rf --one-file-system -- "$1"
}

# Refuses what can't go well before anything is copied.
check_folder() {
  local needed free odd
  [[ $work/ != "$folder"/* ]] || fail "$folder holds the work folder $work: set TMPDIR to a folder outside of it" 64
  odd=$(find "$folder" \( -type d \( ! -readable -o ! -executable \) -prune -o -type f ! -readable \) -print -quit 2>/dev/null)
  [[ -z $odd ]] || fail "$odd can't be read by $(id -un), so there would be nothing to compare with: run this as root, or choose another folder" 77
  needed=$(($(looking_only du -sk -- "$folder" | cut -f 1) * 4))
  free=$(df --output=avail -k "$work" | tail -n 1)
  ((needed <= free)) ||
    fail "needs $((needed / 1024)) MiB in ${work%/*} for a copy, a repository and two restored folders; free are $((free / 1024)) MiB. Set TMPDIR to a folder with more space" 75
  odd=$(looking_only find "$folder" \( -type b -o -type c \) -print -quit)
  [[ -z $odd ]] || fail "$odd is a device node: movers have no right to make those when they restore" 65
}

# Runs a command that sees the folder read-only, so that not even access times change. To another
# user than root it shows the owners of others as nobody.
looking_only() {
  if [[ -z ${view+set} ]]; then
    view=(bwrap --dev-bind / / --ro-bind "$folder" "$folder" --bind "$work" "$work" --)
    "${view[@]}" true 2>/dev/null || view=(command) # the first sync will say what to change
  fi
  "${view[@]}" "$@"
}
