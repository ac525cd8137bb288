# Wrong command lines and missing engines get a clear answer before anything is built or started.
# shellcheck shell=bash

DEAD_ENGINE=unix:///nowhere/docker.sock

# hold_a_port: sets `port` to one on loopback where somebody listens until the test ends.
hold_a_port() {
  python3 -c 'import signal, socket
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
signal.pause()' >"$WORK/port" &
  on_exit kill $!
  wait_until 10 test -s "$WORK/port" || fail "a listener"
  port=$(cat "$WORK/port")
}

test_phases_refuses_an_unknown_option() {
  expect_status 2 scripts/run-phases.sh --tset 1
  expect_said "unknown option --tset"
  expect_said "--help shows the options"
}

test_phases_refuses_a_third_test() {
  expect_status 2 scripts/run-phases.sh --test 3
  expect_said "--test must be 1 or 2, got '3'"
}

test_phases_refuses_a_test_without_number() {
  expect_status 2 scripts/run-phases.sh --test
  expect_said "--test must be 1 or 2, got 'nothing'"
}

test_help_lists_every_option() {
  expect_status 0 scripts/run-phases.sh --help
  local option
  for option in --test --smoke --local --keep; do
    expect_said "$option"
  done
}

test_image_build_refuses_an_argument() {
  expect_status 2 scripts/build-images.sh --push
  expect_said "unknown option --push"
}

test_image_build_names_the_engine_that_is_not_there() {
  expect_status 1 env DOCKER_HOST="$DEAD_ENGINE" scripts/build-images.sh
  expect_said "no Docker engine answers at $DEAD_ENGINE"
}

test_a_taken_port_is_named_with_the_way_to_change_it() {
  local port
  hold_a_port
  expect_status 1 env PRIMELB_PORT="$port" scripts/run-phases.sh --local --smoke
  expect_said "port $port (PRIMELB_PORT) is taken"
  expect_said "set PRIMELB_PORT to another port"
}

test_comparisons_refuse_what_they_cannot_do() {
  expect_status 2 scripts/compare-policies.sh --policies least-in-flight,fastest
  expect_said "--policies must be of"
  expect_said "got fastest"
  expect_status 2 scripts/compare-policies.sh --load 2
  expect_said "--load must be a part such as 0.6, got 2"
  expect_status 2 scripts/compare-simulation.sh --loads
  expect_said "--loads needs a value"
  expect_status 2 scripts/compare-simulation.sh --seconds 0
  expect_said "--seconds must be 1..999, got 0"
}
