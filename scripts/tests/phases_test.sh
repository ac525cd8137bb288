# scripts/run-phases.sh from outside: small runs, what it says, what it leaves, and Ctrl-C.
# shellcheck shell=bash

# admin_of LOG: prints the admin address that a run names when it is ready.
admin_of() {
  sed -n 's/^ready: .* admin //p' "$1"
}

server2_is_inactive_for() {
  curl -fsS -m 2 "$(admin_of "$1")/servers" | jq -e '.servers[] | select(.id == "server2") | .active == false'
}

# start_phases ARGS...: runs it in the background with its output in $WORK/out, in a process group of its own, as a
# terminal would.
start_phases() {
  setsid env --default-signal=INT scripts/run-phases.sh "$@" >"$WORK/out" 2>&1 &
}

# press_ctrl_c PID: what a terminal does: SIGINT to the whole process group.
press_ctrl_c() {
  kill -INT -- "-$1"
}

# results_left COUNT: so many result files, each of them JSON.
results_left() {
  expect_equal "$1" "$(find "$PRIMELB_RESULTS" -name '*.json' | wc -l)" "the number of result files"
  jq -e . "$PRIMELB_RESULTS"/*.json >/dev/null || fail "JSON in every result file"
}

# server2_went_and_came: in every result the balancer saw server2 active, then inactive without a new request in phase 2,
# then active again with new ones.
server2_went_and_came() {
  local result
  for result in "$PRIMELB_RESULTS"/*.json; do
    jq -e '.transitions as [$stop, $start]
      | ($stop.before.active and ($stop.after.active | not) and ($start.before.active | not) and $start.after.active)
        and $start.after.lastRequest == $stop.before.lastRequest
        and ([.phases[2].servers[] | select(.id == "server2")][0].lastRequest > $start.after.lastRequest)' \
      "$result" >/dev/null || fail "server2 to go and come back, as seen through /servers, in $result"
  done
}

nothing_is_left_of() {
  [ ! -d "$RUNS/run-$1" ] || fail "the folder of run $1 to be gone"
  expect_equal "" "$(pgrep -f "$RUNS/run-$1/" || true)" "processes left"
  expect_equal "" "$(docker ps -aq --filter "label=com.docker.compose.project=primelb-$1")" "containers left"
}

test_smoke_on_containers_runs_both_tests_and_leaves_result_files() {
  expect_status 0 scripts/run-phases.sh --smoke
  expect_said "mode: containers"
  results_left 2
  server2_went_and_came
}

test_calibrated_runs_find_their_own_primes() {
  expect_status 0 scripts/run-phases.sh --local --smoke --calibrated --test 1
  expect_said "scan 50 ms: prime "
  expect_said "scan 450 ms: prime "
  results_left 1
  jq -e '.plan.url | test("/prime/(524287|6700417)$") | not' "$PRIMELB_RESULTS"/*.json >/dev/null ||
    fail "another prime than the original's"
}

test_without_an_engine_it_says_so_and_uses_processes() {
  expect_status 0 env DOCKER_HOST=unix:///nowhere/docker.sock scripts/run-phases.sh --smoke --test 1
  expect_said "mode: local processes, because no Docker engine answers at unix:///nowhere/docker.sock"
  results_left 1
}

test_two_runs_at_once_do_not_disturb_each_other() {
  start_phases --smoke --test 1 --local
  local status=0 other=$!
  scripts/run-phases.sh --smoke --test 1 --local || fail "the first run to succeed"
  wait "$other" || status=$?
  cat "$WORK/out"
  expect_equal 0 "$status" "the status of the second run"
}

test_ctrl_c_in_phase_2_starts_server2_again_on_containers() {
  start_phases --test 2 --keep
  local script=$! status=0
  wait_until 120 server2_is_inactive_for "$WORK/out" || fail "phase 2"
  press_ctrl_c "$script"
  wait "$script" || status=$?
  cat "$WORK/out"
  expect_equal 130 "$status" "the status"
  export ADMIN
  ADMIN=$(admin_of "$WORK/out")
  wait_until 10 both_active || fail "server2 to be active again"
  expect_said "kept: traffic"
  results_left 1
  bash -c "$(cat "$RUNS/run-$script/kept")"
  remove_run "$RUNS/run-$script"
  nothing_is_left_of "$script"
}

test_ctrl_c_in_phase_2_ends_everything_of_a_local_run() {
  start_phases --test 2 --local
  local script=$! status=0
  wait_until 120 server2_is_inactive_for "$WORK/out" || fail "phase 2"
  press_ctrl_c "$script"
  wait "$script" || status=$?
  cat "$WORK/out"
  expect_equal 130 "$status" "the status"
  results_left 1
  nothing_is_left_of "$script"
}
