# The parts in scripts/lib, without a build, a container or a Java program.
# shellcheck shell=bash

test_wait_until_gives_up_at_its_deadline() {
  local started=$SECONDS
  if wait_until 1 false; then fail "a failure"; fi
  [ $((SECONDS - started)) -le 3 ] || fail "about a second"
}

test_end_process_ends_what_ignores_sigterm() {
  bash -c 'trap "" TERM; echo deaf; while :; do read -rt 1 _ < <(:) || true; done' >"$WORK/deaf" &
  local pid=$!
  wait_until 10 test -s "$WORK/deaf"
  end_process "$pid" 1 || fail "the process to be gone"
  process_gone "$pid"
}

test_cleanup_runs_in_reverse_and_goes_on_after_a_failure() {
  (
    arm_cleanup
    on_exit echo first 'with  two spaces'
    on_exit false
    on_exit echo last
  ) >"$WORK/order" 2>"$WORK/warning"
  expect_equal "last first with  two spaces" "$(paste -sd' ' "$WORK/order")" "the order"
  grep -q 'clean-up failed: false' "$WORK/warning" || fail "a warning that names the command"
}

test_a_signal_ends_the_foreground_command_first_and_then_cleans_up() {
  local status=0
  (
    arm_cleanup
    on_exit echo cleaned
    foreground bash -c 'trap "echo restored; exit 1" TERM; echo up; while :; do sleep 0.1; done'
  ) >"$WORK/said" 2>/dev/null &
  wait_until 10 grep -q up "$WORK/said"
  kill -TERM $!
  wait $! || status=$?
  expect_equal 143 "$status" "the status"
  expect_equal "up restored cleaned" "$(paste -sd' ' "$WORK/said")" "the order"
}

test_no_jdk_is_answered_with_what_to_install() {
  is_jdk25() { false; }
  local status=0
  (find_jdk25) 2>"$WORK/out" || status=$?
  expect_equal 1 "$status" "the status"
  expect_said "temurin-25-jdk"
}

test_a_runtime_or_another_version_is_no_jdk25() {
  mkdir -p "$WORK/jre/bin" "$WORK/jdk17/bin"
  echo 'JAVA_VERSION="25.0.1"' >"$WORK/jre/release"
  echo 'JAVA_VERSION="17.0.9"' >"$WORK/jdk17/release"
  touch "$WORK/jdk17/bin/javac" && chmod +x "$WORK/jdk17/bin/javac"
  if is_jdk25 "$WORK/jre"; then fail "a runtime to be refused"; fi
  if is_jdk25 "$WORK/jdk17"; then fail "JDK 17 to be refused"; fi
  is_jdk25 "$JDK_HOME"
}

# A runs folder of the test's own, so that real runs on this machine are neither seen nor touched.
own_runs() {
  RUNS=$WORK/runs
}

test_what_an_aborted_run_left_is_found_named_and_ended() {
  own_runs
  local ended left
  ended=$(bash -c 'echo $$')
  left=$RUNS/run-$ended
  mkdir -m 700 "$RUNS" && mkdir "$left"
  echo "$ended" >"$left/owner"
  echo local >"$left/mode"
  bash -c 'echo up; while :; do sleep 0.2; done' "$left/server-app.jar" >"$WORK/up" &
  echo $! >"$left/server2.pid"
  wait_until 10 test -s "$WORK/up"
  (new_run local) 2>"$WORK/out"
  expect_said "an earlier run was aborted: removing what it left ($left)"
  process_gone "$(jobs -p | head -n 1)" || fail "the process it left to be gone"
  [ ! -d "$left" ] || fail "its folder to be gone"
}

test_the_stack_and_the_swarm_of_an_aborted_run_are_removed() {
  own_runs
  mkdir -p "$RUNS/run-1x" "$WORK/bin"
  echo docker >"$RUNS/run-1x/mode"
  echo primelb-1x >"$RUNS/run-1x/stack"
  : >"$RUNS/run-1x/swarm"
  # An engine that writes down what it is told, and has nothing else to say.
  printf '#!/bin/sh\necho "$*" >>"%s"\n' "$WORK/calls" >"$WORK/bin/docker"
  chmod +x "$WORK/bin/docker"
  PATH=$WORK/bin:$PATH remove_run "$RUNS/run-1x"
  expect_equal "stack rm primelb-1x|swarm leave --force" \
    "$(grep -E '^(stack|swarm) ' "$WORK/calls" | paste -sd'|')" "what the engine was told"
  [ ! -d "$RUNS/run-1x" ] || fail "its folder to be gone"
}

test_the_process_that_got_a_dead_runs_process_id_is_left_alone() {
  own_runs
  mkdir -p "$RUNS/run-1x"
  bash -c 'while :; do sleep 0.2; done' &
  on_exit kill $!
  echo $! >"$RUNS/run-1x/server1.pid"
  expect_equal "" "$(processes_of_run "$RUNS/run-1x")" "its processes"
}

test_a_port_that_another_run_has_claimed_is_not_chosen() {
  own_runs
  mkdir -p "$RUNS/run-1" "$RUNS/run-2"
  RUN=$RUNS/run-1
  (unset PRIMELB_PORT && choose_port PRIMELB_PORT 18080) 2>/dev/null
  RUN=$RUNS/run-2
  (unset PRIMELB_PORT && choose_port PRIMELB_PORT 18080) 2>"$WORK/out"
  expect_said "port 18080 is taken: using 18090 (set PRIMELB_PORT to choose another)"
  expect_equal 18090 "$(cat "$RUN/ports")" "the second run's port"
}

test_cpu_limit_writes_the_quota_of_cgroup_v2() {
  CGROUPS=$WORK/cgroup
  export LIMIT_WAY=cgroup2
  mkdir "$CGROUPS"
  (exec_limited run-1-server1 0.4 0 true)
  expect_equal "40000 100000" "$(cat "$CGROUPS/primelb-run-1-server1/cpu.max")" "cpu.max"
  [ -s "$CGROUPS/primelb-run-1-server1/cgroup.procs" ] || fail "the process in the group"
}

test_an_unknown_cpu_limit_is_refused_with_the_choices() {
  local status=0
  (
    export PRIMELB_CPU_LIMIT=half
    choose_cpu_limit
    describe_cpu_limit 0.4
  ) 2>"$WORK/out" || status=$?
  expect_equal 1 "$status" "the status"
  expect_said "PRIMELB_CPU_LIMIT must be cgroup2, cgroup1, systemd, cores or none, got half"
}

test_every_script_ends_at_the_first_failure() {
  local script
  while read -r script; do
    grep -q '^set -euo pipefail$' "$script" || fail "'set -euo pipefail' in $script"
  done < <(find scripts .ci -type f -perm -u+x ! -name '*.py')
}
