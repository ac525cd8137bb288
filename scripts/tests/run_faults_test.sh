# scripts/run-faults.sh from outside: two quick faults, what it refuses, and Ctrl-C.
# shellcheck shell=bash

# measured FILTER: the first line of the two-fault run for which the jq filter holds.
measured() {
  jq -e "[.measurements[] | select($1)][0]" "$WORK/faults.json" >/dev/null || {
    cat "$WORK/faults.json"
    fail "a measurement with $1"
  }
}

no_lab_is_left_of() {
  [ ! -d "$RUNS/run-$1" ] || fail "the folder of run $1 to be gone"
  expect_equal "" "$(pgrep -f "$RUNS/run-$1/" || true)" "processes left"
  expect_equal "" "$(docker ps -aq --filter "label=com.docker.compose.project=primelb-$1")" "containers left"
  expect_equal "" "$(docker network ls -q --filter "label=com.docker.compose.project=primelb-$1")" "networks left"
  expect_equal "" "$(docker image ls -q --filter "label=com.docker.compose.project=primelb-$1")" "images left"
}

container_of_the_lab_runs() {
  [ "$(docker ps -q --filter "label=com.docker.compose.project=primelb-$1" | wc -l)" -eq 3 ]
}

test_two_faults_lose_no_request_and_leave_nothing() {
  local status=0 script
  # How fast a server starts on a machine that does other work is not for this test: only what holds on any.
  scripts/run-faults.sh --no-build --only kill,idleclose --json "$WORK/faults.json" >"$WORK/out" 2>&1 &
  script=$!
  wait "$script" || status=$?
  cat "$WORK/out"
  [ "$status" -le 1 ] || fail "status 0 or 1, got $status"
  measured '.fault == "kill" and .lost == 0 and .sent > 500 and .ejections == 1 and .again_ms > 0'
  measured '.fault == "idleclose" and .lost == 0 and .ejections == 0'
  note "kill: $(jq -r '.measurements[0] | "gap \(.gap_ms) ms, first answer \(.again_ms) ms after docker start"' "$WORK/faults.json")"
  no_lab_is_left_of "$script"
}

test_what_run_faults_does_not_know_is_a_usage_error() {
  expect_status 2 scripts/run-faults.sh --only kill,flood
  expect_said "--only takes a list of: stop kill"
  expect_status 2 scripts/run-faults.sh --rounds 0
  expect_status 2 scripts/run-faults.sh --fast
}

test_ctrl_c_in_a_fault_ends_the_lab() {
  setsid env --default-signal=INT scripts/run-faults.sh --no-build --only pause >"$WORK/out" 2>&1 &
  local script=$! status=0
  wait_until 60 container_of_the_lab_runs "$script" || fail "three containers"
  kill -INT -- "-$script"
  wait "$script" || status=$?
  cat "$WORK/out"
  expect_equal 130 "$status" "the status"
  no_lab_is_left_of "$script"
}
