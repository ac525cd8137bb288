#!/usr/bin/env bash
# Measures the balancer beside nginx and HAProxy: in front of the same two backends, in alternating rounds of wrk.
# docs/bench.md says how to read what it prints.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs ports system packages bench-options bench-load contenders \
  bench-report bench-compute; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/bench-proxy.sh [options]
  --rounds 5                every proxy is measured that often, in turn
  --duration 5s             of one measurement (with --compute: 10s)
  --connections 1,50,500    kept open by wrk
  --bodies small,64k        what the backends answer: 16 bytes, 64 kB
  --direct                  the backends without a proxy too, and with it each proxy's added latency
  --compute                 instead: servers that compute 10 ms a request, alone and behind the balancer
TEXT
  shared_usage
  cat <<'TEXT'
The table goes to stdout, progress to stderr. LB_ variables of the environment reach our balancer.
Exit codes: 0 measured without an error; 1 wrk saw an error, or something could not be started; 2 usage;
above 128 interrupted by a signal.
TEXT
}

CONNECTIONS="1 50 500" BODIES="small 64k" DIRECT="" COMPUTE="" OPTIONS=" $* "
while [ $# -gt 0 ]; do
  case $1 in
    --connections)
      CONNECTIONS=$(numbers_of "$1" "${2:-}" 10000)
      shift
      ;;
    --bodies)
      BODIES=$(choices_of "$1" "${2:-}" small 64k)
      shift
      ;;
    --direct) DIRECT=1 ;;
    --compute) COMPUTE=1 ;;
    --help) usage && exit 0 ;;
    *)
      shared_option "$1" "${2:-}" || usage_error "unknown option $1"
      shift
      ;;
  esac
  shift
done
if [ -n "$COMPUTE" ]; then
  for option in --connections --bodies --direct --peers --jar --java-opts --against-jar --against-java-opts; do
    [[ $OPTIONS != *" $option "* ]] || usage_error "--compute measures the whole system as it is: no $option"
  done
  [[ $OPTIONS == *" --duration "* ]] || DURATION=10
fi

# measure ROUND NAME CONNECTIONS BODY: one measurement, as a line of progress and a line of RUN/measurements.
measure() {
  local name=$2 url ticks backend_ticks cpu pids backend_pids targets=""
  url=http://127.0.0.1:${PORT[$name]:-${PORT[backend1]}}/$4
  [ "$name" != direct ] || targets="127.0.0.1:${PORT[backend1]} 127.0.0.1:${PORT[backend2]}"
  read -ra pids <<<"${PIDS[$name]:-}"
  read -ra backend_pids <<<"${PIDS[backend]}"
  ticks=$(cpu_ticks "${pids[@]}")
  backend_ticks=$(cpu_ticks "${backend_pids[@]}")
  run_wrk "round $1, $name, $3 connections, $4" "$3" "$DURATION" "$url" "$targets"
  ticks=$(($(cpu_ticks "${pids[@]}") - ticks))
  backend_ticks=$(($(cpu_ticks "${backend_pids[@]}") - backend_ticks))
  cpu=$(micros_each "$ticks" "$WRK_REQUESTS")
  record round "$1" contender "\"$name\"" connections "$3" body "\"$4\"" requests "$WRK_REQUESTS" errors "$WRK_ERRORS" \
    rate "$WRK_RATE" p50_us "$WRK_P50" p99_us "$WRK_P99" cpu_us "$cpu" \
    backend_cpu_us "$(micros_each "$backend_ticks" "$WRK_REQUESTS")" rss_kb "$(resident_kb "${pids[@]}")"
  check_size "$name" "$4"
  backend_limits "$name" "$backend_ticks"
  say "round $1/$ROUNDS $3 $4 $name: $WRK_RATE/s, p50 $WRK_P50 µs, p99 $WRK_P99 µs," \
    "CPU $cpu µs a request"
}

# check_size NAME BODY: the answers that wrk counted were as large as they should be.
check_size() {
  local size=16
  [ "$2" != 64k ] || size=65536
  [ "$WRK_BYTES" -ge $((WRK_REQUESTS * size)) ] || {
    say "ERRORS $1, $2: $WRK_REQUESTS answers had $WRK_BYTES bytes, fewer than $size each"
    STATUS=1
  }
}

# backend_limits NAME TICKS: says so when the backend's one worker had no time left, for then it is what was measured.
backend_limits() {
  local share=$(($2 * 100 * 1000000 / $(getconf CLK_TCK) / WRK_MICROS))
  [ "$1" = direct ] || [ "$share" -lt 95 ] ||
    say "warning: the backend's worker was busy $share % of the time: it limits what $1 can show"
}

measure_all() {
  local round body connections name
  for ((round = 1; round <= ROUNDS; round++)); do
    step "Round $round of $ROUNDS"
    for body in $BODIES; do
      for connections in $CONNECTIONS; do
        # One after another at the same load, so that a slow minute of the machine meets all of them.
        # shellcheck disable=SC2086 # a list of words
        for name in $(in_turn "$round" ${DIRECT:+direct} $CONTENDERS); do
          measure "$round" "$name" "$connections" "$body"
        done
      done
    done
  done
}

prepare
if [ -n "$COMPUTE" ]; then
  measure_compute
else
  CONTENDERS=$(contenders)
  start_backends
  for name in $CONTENDERS; do
    start_contender "$name"
    for connections in 50 500; do
      # shellcheck disable=SC2086 # a list of words
      warm_up "$name" "$connections" $BODIES
    done
  done
  measure_all
  step "Medians"
  report throughput
fi
show_logs
exit "$STATUS"
