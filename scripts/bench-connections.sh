#!/usr/bin/env bash
# Measures what idle keep-alive connections cost the balancer, nginx and HAProxy: memory, and the speed of the active ones
# beside them. docs/bench.md says how to read what it prints.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs ports system packages bench-options bench-load contenders \
  bench-report; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/bench-connections.sh [options]
  --idle 5000               connections that have made one request and stay open
  --connections 50          active ones beside them, by wrk
  --rounds 5                every proxy is started and measured that often, in turn
  --duration 5s             of one measurement, once without the idle ones and once beside them; at most 40s
TEXT
  shared_usage
  cat <<'TEXT'
The table goes to stdout, progress to stderr. LB_ variables of the environment reach our balancer.
Exit codes: 0 measured without an error; 1 wrk saw an error, an idle connection was lost, or something could not be
started; 2 usage; above 128 interrupted by a signal.
TEXT
}

IDLE=5000 CONNECTIONS=50
while [ $# -gt 0 ]; do
  case $1 in
    --idle)
      IDLE=$(number_of "$1" "${2:-}" 20000)
      shift
      ;;
    --connections)
      CONNECTIONS=$(number_of "$1" "${2:-}" 10000)
      shift
      ;;
    --help) usage && exit 0 ;;
    *)
      shared_option "$1" "${2:-}" || usage_error "unknown option $1"
      shift
      ;;
  esac
  shift
done
# An idle connection is closed after 60 s, by all three.
[ "$DURATION" -le 40 ] || usage_error "--duration must be at most 40s here, got ${DURATION}s"

# hold_idle NAME: opens the idle connections; HOLDER then tells on demand how many are left.
hold_idle() {
  local said=""
  coproc HOLDER { exec python3 scripts/bench/hold_connections.py 127.0.0.1 "${PORT[$1]}" /small "$IDLE" 2>"$RUN/holder.err"; }
  # Copied, since Bash unsets its own when the holder ends.
  # shellcheck disable=SC2153
  HOLDER_ID=$HOLDER_PID HOLDER_IN=${HOLDER[1]} HOLDER_OUT=${HOLDER[0]}
  read -r -t 60 -u "$HOLDER_OUT" said || true
  [ "$said" = "holding $IDLE" ] || {
    cat "$RUN/holder.err" >&2
    die "cannot open $IDLE connections to $1"
  }
}

# check_idle NAME: all of them are still open.
check_idle() {
  local said=""
  echo count >&"$HOLDER_IN"
  read -r -t 10 -u "$HOLDER_OUT" said || true
  [ "$said" = "alive $IDLE" ] || {
    say "ERRORS $1: of $IDLE idle connections: ${said:-no answer from the holder}"
    STATUS=1
  }
}

release_idle() {
  exec {HOLDER_IN}>&-
  wait "$HOLDER_ID" || die "the holder of idle connections failed"
}

# active ROUND NAME WHEN: wrk's connections; sets CPU_US.
active() {
  local ticks pids
  # shellcheck disable=SC2153 # of contenders.sh
  read -ra pids <<<"${PIDS[$2]}"
  ticks=$(cpu_ticks "${pids[@]}")
  run_wrk "round $1, $2, $3" "$CONNECTIONS" "$DURATION" "http://127.0.0.1:${PORT[$2]}/small"
  CPU_US=$(micros_each $(($(cpu_ticks "${pids[@]}") - ticks)) "$WRK_REQUESTS")
}

# measure ROUND NAME: a fresh process, so that its memory is that of this round alone.
measure() {
  local name=$2 pids before idle both alone each errors
  start_contender "$name"
  warm_up "$name" "$CONNECTIONS" small
  read -ra pids <<<"${PIDS[$name]}"
  active "$1" "$name" alone
  alone=(rate_alone "$WRK_RATE" p50_alone_us "$WRK_P50" p99_alone_us "$WRK_P99" cpu_alone_us "$CPU_US")
  errors=$WRK_ERRORS
  before=$(resident_kb "${pids[@]}")
  hold_idle "$name"
  idle=$(resident_kb "${pids[@]}")
  active "$1" "$name" "beside $IDLE idle"
  both=$(resident_kb "${pids[@]}")
  check_idle "$name"
  release_idle
  stop_contender "$name"
  each=$(awk -v kb=$((idle - before)) -v n="$IDLE" 'BEGIN { printf "%.2f\n", kb / n }')
  record round "$1" contender "\"$name\"" errors $((errors + WRK_ERRORS)) rss_before_kb "$before" rss_idle_kb "$idle" \
    kb_each "$each" rss_active_kb "$both" "${alone[@]}" \
    rate "$WRK_RATE" p50_us "$WRK_P50" p99_us "$WRK_P99" cpu_us "$CPU_US"
  say "round $1/$ROUNDS $name: $((before / 1024)) MB, with $IDLE idle $((idle / 1024)) MB ($each kB each)," \
    "with $CONNECTIONS active too $((both / 1024)) MB; p99 ${alone[5]} µs alone, $WRK_P99 µs beside them"
}

prepare
[ "$((IDLE + CONNECTIONS))" -le "$(($(ulimit -n) / 2 - 100))" ] ||
  die "$IDLE connections need more open files than $(ulimit -n): use --idle $(($(ulimit -n) / 2 - 200 - CONNECTIONS))"
start_backends
for ((round = 1; round <= ROUNDS; round++)); do
  step "Round $round of $ROUNDS"
  # shellcheck disable=SC2046 # a list of words
  for name in $(in_turn "$round" $(contenders)); do
    measure "$round" "$name"
  done
done
step "Medians"
report connections
show_logs
exit "$STATUS"
