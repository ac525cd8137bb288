# A small test runner and its checks. Sourced by scripts/tests/run.sh; defines functions only.
# A test is a function called test_SOMETHING; it runs in a shell of its own under `set -e`, with
# an empty folder WORK of its own; on_exit undoes things at its end.
# shellcheck shell=bash

PASSED=0
FAILED=0

# run_tests: in TEST_FOLDER, runs every test_* function there is, in the order of their names, and counts.
run_tests() {
  local name status started
  for name in $(compgen -A function test_); do
    started=$SECONDS
    set +e
    (run_one "$name") >"$TEST_FOLDER/$name.log" 2>&1
    status=$?
    set -e
    if [ "$status" -eq 0 ]; then
      PASSED=$((PASSED + 1))
      printf 'ok    %s (%d s)\n' "${name#test_}" $((SECONDS - started))
      sed -n 's/^note: /      /p' "$TEST_FOLDER/$name.log"
    else
      FAILED=$((FAILED + 1))
      printf 'FAIL  %s (%d s)\n' "${name#test_}" $((SECONDS - started))
      sed 's/^/      /' "$TEST_FOLDER/$name.log"
    fi
    unset -f "$name"
  done
}

run_one() {
  arm_cleanup
  set -e
  WORK=$TEST_FOLDER/$1
  mkdir "$WORK"
  export PRIMELB_RESULTS=$WORK/results
  "$1"
}

# note TEXT...: a figure that is worth reading in a test that passes, too.
note() {
  printf 'note: %s\n' "$*"
}

# fail TEXT...: ends the test.
fail() {
  printf 'expected: %s\n' "$*" >&2
  exit 1
}

# expect_status STATUS COMMAND...: the command ends with that status; its output stays in $WORK/out.
expect_status() {
  local expected=$1 status=0
  shift
  "$@" >"$WORK/out" 2>&1 || status=$?
  cat "$WORK/out"
  [ "$status" -eq "$expected" ] || fail "status $expected from $*, got $status"
}

# expect_said TEXT: the last expect_status command printed it.
expect_said() {
  grep -qF -- "$1" "$WORK/out" || fail "'$1' in the output"
}

# expect_equal EXPECTED ACTUAL WHAT
expect_equal() {
  [ "$1" = "$2" ] || fail "$3 to be $1, got $2"
}

# fresh_system docker|local: a system of the test's own, from what is built, torn down at the test's end.
fresh_system() {
  use_system "$1"
  [ "$1" = local ] || find_compose
  new_run "$1"
  on_exit remove_run "$RUN"
  on_exit system_down
  start_system
}
