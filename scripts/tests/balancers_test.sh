# scripts/run-balancers.sh and scripts/run-swarm.sh from outside, with little load: nothing is lost and nothing is left.
# shellcheck shell=bash

# nothing_left_of PROCESS: no folder, container, network, volume or service of that run.
nothing_left_of() {
  local kind label
  [ ! -d "$RUNS/run-$1" ] || fail "the folder of run $1 to be gone"
  expect_equal "" "$(pgrep -f "$RUNS/run-$1/" || true)" "processes left"
  for label in com.docker.compose.project com.docker.stack.namespace; do
    expect_equal "" "$(docker ps -aq --filter "label=$label=primelb-$1")" "containers left"
    for kind in network volume; do
      expect_equal "" "$(docker "$kind" ls -q --filter "label=$label=primelb-$1")" "$kind left"
    done
  done
  expect_equal "" "$(docker image ls -q "primelb/server-app:primelb-$1")" "images left"
}

# run_script NAME OPTION...: its output is in WORK/out; it must succeed and leave nothing.
run_script() {
  local status=0 script
  "$@" >"$WORK/out" 2>&1 &
  script=$!
  wait "$script" || status=$?
  cat "$WORK/out"
  expect_equal 0 "$status" "the status of $1"
  nothing_left_of "$script"
}

# figure NAME: the value of a line of the result.
figure() {
  sed -n "s/^$1  *//p" "$WORK/out"
}

test_one_balancer_is_killed_under_load_and_nothing_is_lost() {
  run_script scripts/run-balancers.sh --no-build --rate 100 --seconds 12
  expect_equal "1200 0" "$(figure 'requests ok') $(figure 'requests lost')" "ok and lost"
  note "moved $(figure 'moved to another balancer'), sent again $(figure 'of these sent again')"
  note "$(grep '^lb3: ' "$WORK/out")"
  note "$(grep '^peer: ' "$WORK/out")"
}

test_ctrl_c_ends_the_lab_of_balancers() {
  setsid env --default-signal=INT scripts/run-balancers.sh --no-build --rate 50 --seconds 60 >"$WORK/out" 2>&1 &
  local script=$! status=0
  wait_until 60 grep -q 'Load: ' "$WORK/out" || fail "a load"
  kill -INT -- "-$script"
  wait "$script" || status=$?
  cat "$WORK/out"
  expect_equal 130 "$status" "the status"
  nothing_left_of "$script"
}

test_servers_of_a_swarm_are_replaced_under_load_and_nothing_is_lost() {
  local before
  before=$(docker info -f '{{.Swarm.LocalNodeState}}')
  run_script scripts/run-swarm.sh --no-build --requests 3000 --rate 100 --servers 2
  expect_equal "3000 0" "$(figure 'requests ok') $(figure 'requests lost')" "ok and lost"
  note "replaced $(figure 'replaced under load')"
  expect_equal "$before" "$(docker info -f '{{.Swarm.LocalNodeState}}')" "the engine's state"
}

test_what_these_scripts_do_not_know_is_a_usage_error() {
  expect_status 2 scripts/run-balancers.sh --seconds 5
  expect_said "--seconds must be 12..120"
  expect_status 2 scripts/run-balancers.sh --peers
  expect_status 2 scripts/run-swarm.sh --rate 0
  expect_status 2 scripts/run-swarm.sh --fast
}
