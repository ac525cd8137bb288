#!/usr/bin/env bash
# Builds the system, brings it up and runs the evaluation: Test 1 and Test 2, each in three phases
# (both servers, server2 stopped, server2 started again). Always ends what it started.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine compose base-image images cpu-limit runs ports system; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/run-phases.sh [options]
  --test 1|2   only that test (1: prime 524287, 2: prime 6700417); default: both
  --calibrated the primes that cost a server here what those two cost the original: 50 ms and 450 ms a request;
               about 1 and 8 minutes of load
  --smoke      20 requests a phase instead of 500, and no threshold on the speedup
  --local      processes instead of containers, also where a Docker engine answers
  --keep       leave the system running; the end of the output says how to end it
  --help       this text
Result files go to results/ (PRIMELB_RESULTS). The environment may set PRIMELB_PORT, PRIMELB_ADMIN_PORT,
PRIMELB_SERVER1_PORT, PRIMELB_SERVER2_PORT, PRIMELB_SERVER_CPUS, PRIMELB_POLICY and more: docs/running.md.
Exit codes: 0 all thresholds hold; 1 one failed, or something could not be started; 2 usage;
3 and 4 as client-cli gives them; above 128 interrupted by a signal.
TEXT
}

RESULTS=${PRIMELB_RESULTS:-results}
TESTS=(1 2) PRIMES=(524287 6700417) CALIBRATED="" SMOKE="" LOCAL="" KEEP="" UP="" STATUS=0
while [ $# -gt 0 ]; do
  case $1 in
    --test)
      case ${2:-} in 1 | 2) TESTS=("$2") ;; *) usage_error "--test must be 1 or 2, got '${2:-nothing}'" ;; esac
      shift
      ;;
    --calibrated) CALIBRATED=1 ;;
    --smoke) SMOKE=1 ;;
    --local) LOCAL=1 ;;
    --keep) KEEP=1 ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift
done

# choose_mode: sets MODE, and says which and why.
choose_mode() {
  if [ -n "$LOCAL" ]; then
    MODE=local
    say "mode: local processes (--local)"
  elif engine_answers; then
    MODE=docker
    say "mode: containers, Docker engine at $(engine_name)"
    find_compose
  else
    MODE=local
    say "mode: local processes, because no Docker engine answers at $(engine_name)"
  fi
}

# end_run: what on_exit does, however the script ends.
end_run() {
  if [ -n "$KEEP" ] && [ -n "$UP" ]; then
    system_restore
    system_end_command >"$RUN/kept"
    say "kept: traffic http://127.0.0.1:$PRIMELB_PORT admin http://127.0.0.1:$PRIMELB_ADMIN_PORT"
    say "      end it with: $(cat "$RUN/kept")"
    return
  fi
  step "Tearing down"
  [ -z "$UP" ] || system_down
  remove_run "$RUN"
}

# with_pid_file FILE COMMAND...: becomes the command, its process id in FILE.
with_pid_file() {
  printf '%s\n' "$BASHPID" >"$1"
  exec "${@:2}"
}

# calibrate: sets PRIMES to those that cost server1 what they cost the original. It alone is asked, not the balancer, since
# a server that rests every other request has its share of a processor to spare, and under load it has not.
calibrate() {
  local method millis prime number=0
  step "Calibrating: primes that cost 50 ms and 450 ms at server1"
  foreground "$JAVA" -jar "$RUN/client-cli.jar" calibrate "http://127.0.0.1:$PRIMELB_SERVER1_PORT" -q \
    >"$RUN/primes" || [ $? -eq 1 ] || die "the primes could not be found"
  # server2 is as old in requests as server1 is then: its JVM has compiled the same.
  foreground "$JAVA" -jar "$RUN/client-cli.jar" run -c 2 -n 200 -q -o /dev/null \
    "http://127.0.0.1:$PRIMELB_SERVER2_PORT/prime/1000003" >/dev/null || die "server2 cannot be warmed up"
  while read -r method millis prime; do
    say "$method $millis ms: prime $prime"
    PRIMES[number]=$prime
    number=$((number + 1))
  done <"$RUN/primes"
}

# run_test NUMBER PRIME: one experiment of three phases; STATUS becomes the highest exit code so far.
run_test() {
  # A warm-up in no number: in the first phase the servers' JVMs would otherwise still be compiling.
  local number=$1 prime=$2 status=0 result size=(-c 50 -r 10 --warmup 600) thresholds=(--threshold 'failed==0')
  # Calibrating has warmed the servers up, and 600 requests would cost more than the phases do.
  [ -z "$CALIBRATED" ] || size=(-c 50 -r 10 -t 120s)
  [ -z "$SMOKE" ] || size=(-c 5 -r 4)
  # With equal limits the second server should nearly double the throughput, once the work is what costs.
  [ "$number" != 2 ] || [ -n "$SMOKE" ] || thresholds+=(--threshold 'speedup>=1.8')
  result=$RESULTS/test$number-$MODE-$(date +%Y%m%d-%H%M%S)-$$.json
  step "Test $number: prime $prime, $MODE"
  foreground with_pid_file "$RUN/client.pid" "$JAVA" -jar "$RUN/client-cli.jar" phases \
    "${size[@]}" "${thresholds[@]}" "${SYSTEM_OPTIONS[@]}" --admin "$ADMIN" -o "$result" \
    "$TRAFFIC/prime/$prime" || status=$?
  [ "$status" -eq 0 ] || say "test $number ended with status $status"
  [ "$STATUS" -ge "$status" ] || STATUS=$status
}

command -v curl >/dev/null || die "curl is not installed: install the package curl"
find_jdk25
choose_mode
if [ -n "$CALIBRATED" ]; then
  # 50 clients wait 22.5 s each for one server that computes 450 ms; nobody on the way may lose patience before.
  export PRIMELB_RESPONSE_TIMEOUT=${PRIMELB_RESPONSE_TIMEOUT:-90s} PRIMELB_TOTAL_TIMEOUT=${PRIMELB_TOTAL_TIMEOUT:-120s}
fi
use_system "$MODE"
mkdir -p "$RESULTS"
new_run "$MODE"
on_exit end_run
claim_ports

step "Building (JDK: $JDK_HOME)"
system_build
# A copy, so that a build beside this run does not change the running program.
with_lock build cp client-cli/target/client-cli.jar "$RUN"

step "Starting the balancer and two servers"
UP=1
start_system

[ -z "$CALIBRATED" ] || calibrate
for number in "${TESTS[@]}"; do
  run_test "$number" "${PRIMES[number - 1]}"
done
exit "$STATUS"
