# shellcheck shell=bash
# Runs the entry script of a mover in bubblewrap, the way the embedded engine does. A mover's test/run
# sources this, exports what its worlds need and calls run_tests.

# run_tests FOLDER [--jobs N] [--long] [--coverage] [WORD…]: runs the tests in FOLDER/cases, all or those whose names
# have one of the words, with --long those that take minutes, prints one line for each, with --coverage the lines of
# the mover's shell code that none of them ran, and at last "N passed, N failed, N skipped". Makes "scratch", a folder
# that the worlds are in.
run_tests() {
  local file name word wanted begin=$SECONDS kind=test coverage='' jobs=$(($(nproc) + 1))
  local -a words=() found=()
  runner=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
  tests=$1
  shift
  while (($# > 0)); do
    case $1 in
      --jobs) jobs=$2 && shift 2 ;;
      --long) kind=long_test && shift ;;
      --coverage) coverage=1 && shift ;;
      --*) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" && exit 64 ;;
      *) words+=("$1") && shift ;;
    esac
  done
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/scribe-image-test.XXXXXX")
  chmod 755 "$scratch"
  trap 'chmod -R u+rwX "$scratch"; rm -rf -- "$scratch"' EXIT
  export tests scratch coverage

  # A test is a function test_… or long_test_… in a file of cases; its name is a sentence.
  for file in "$tests"/cases/*.sh; do
    while read -r name; do
      wanted=$((${#words[@]} == 0))
      for word in ${words[@]+"${words[@]}"}; do [[ $name != *"$word"* ]] || wanted=1; done
      ((!wanted)) || found+=("$file $name")
    done < <(sed -n "s/^\(${kind}_[a-z0-9_]*\)() {\$/\1/p" "$file")
  done
  ((${#found[@]})) || { echo "no test of that name" >&2 && exit 64; }

  assemble_image
  [[ -z $coverage ]] || trace_shells
  bash "$runner/one.sh" --prepare
  for name in "${found[@]}"; do
    while (($(jobs -pr | wc -l) >= jobs)); do wait -n || true; done
    run_test "${name% *}" "${name##* }" &
  done
  wait
  [[ -z $coverage ]] || python3 "$runner/coverage.py" "$scratch/traces" "$scratch/image"
  echo "took $((SECONDS - begin)) s"
  count_results "${found[@]##* }"
}

# The folder that is /mover-… in the image: entry.sh, lib, and what all movers share.
assemble_image() {
  local part
  mkdir "$scratch/image"
  for part in entry.sh lib; do cp -R "${tests%/*}/$part" "$scratch/image"; done
  cp -R "$runner/../../lib" "$scratch/image/shell"
  chmod -R a+rX "$scratch/image"
}

# trace_shells: each bash in a world writes the places of its commands into a file of its own.
trace_shells() {
  mkdir -m 1777 "$scratch/traces"
  # shellcheck disable=SC2016 # bash in a world expands these
  printf '%s\n' 'exec {BASH_XTRACEFD}>>"/traces/$$.$SRANDOM"' "PS4='+ \${BASH_SOURCE}:\${LINENO} '" 'set -x' >"$scratch/image/trace"
}

run_test() {
  local file=$1 name=$2 status=0 begin=$SECONDS sentence
  timeout -k 10 600 bash "$runner/one.sh" "$file" "$name" >"$scratch/$name.out" 2>&1 </dev/null || status=$?
  sentence=${name#*test_}
  sentence=${sentence//_/ }
  case $status in
    0) echo "ok      $sentence ($((SECONDS - begin)) s)" ;;
    77) echo "SKIPPED $sentence: $(tail -n 1 "$scratch/$name.out")" ;;
    *)
      echo "FAILED  $sentence"
      sed 's/^/        | /' "$scratch/$name.out"
      ;;
  esac
  echo "$status" >"$scratch/$name.status"
}

# count_results NAME…: the last line; ends the script.
count_results() {
  local name passed=0 failed=0 skipped=0
  for name in "$@"; do
    case $(<"$scratch/$name.status") in
      0) passed=$((passed + 1)) ;;
      77) skipped=$((skipped + 1)) ;;
      *) failed=$((failed + 1)) ;;
    esac
  done
  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}
