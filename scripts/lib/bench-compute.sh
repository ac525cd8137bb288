# Servers that compute, alone and behind the balancer: how much of their throughput the system reaches. Sourced with
# system.sh and what it needs, bench-load.sh and bench-report.sh.
# shellcheck shell=bash

# What one request should cost a server in processor time.
COMPUTE_MICROS=10000

# measure_compute: two prime servers with a share of a core each, 25 connections to each of them alone against 50 through
# the balancer, in turn.
measure_compute() {
  local round way target
  on_exit system_down
  start_system
  find_prime
  target=/prime/$PRIME
  say "prime: $PRIME, $PRIME_MICROS µs of computing"
  step "Warm-up"
  run_compute direct 4 && run_compute balanced 4
  for ((round = 1; round <= ROUNDS; round++)); do
    step "Round $round of $ROUNDS"
    for way in $(in_turn "$round" direct balanced); do
      run_compute "$way" "$DURATION"
      record round "$round" contender "\"$way\"" requests "$WRK_REQUESTS" errors "$WRK_ERRORS" \
        rate "$(awk -v n="$WRK_REQUESTS" -v t="$WRK_MICROS" 'BEGIN { printf "%.2f", n / t * 1e6 }')" \
        p50_us "$WRK_P50" p99_us "$WRK_P99"
      say "round $round/$ROUNDS $way: $WRK_REQUESTS in $((WRK_MICROS / 1000)) ms, p50 $WRK_P50 µs, p99 $WRK_P99 µs"
    done
  done
  step "Medians"
  report compute
}

# run_compute direct|balanced SECONDS
run_compute() {
  local targets=""
  [ "$1" != direct ] || targets="127.0.0.1:$PRIMELB_SERVER1_PORT 127.0.0.1:$PRIMELB_SERVER2_PORT"
  run_wrk "$1" 50 "$2" "$TRAFFIC$target" "$targets"
}

# find_prime: sets PRIME, whose scan costs a server COMPUTE_MICROS, and PRIME_MICROS, what it does cost. The scan of a
# prime costs in proportion to the prime; the first ones are slow, since the JVM is still compiling.
find_prime() {
  local server=http://127.0.0.1:$PRIMELB_SERVER1_PORT candidate
  PRIME=5000011
  least_micros "$server" 40
  least_micros "$server" 20
  candidate=$((PRIME * COMPUTE_MICROS / PRIME_MICROS / 2 * 2 + 1))
  until [[ $(curl -fsS -m 10 "$server/prime/$candidate?method=fast") == *'"prime":true'* ]]; do
    candidate=$((candidate + 2))
  done
  PRIME=$candidate
  least_micros "$server" 20
}

# least_micros SERVER TIMES: sets PRIME_MICROS to the shortest computation of PRIME; the others met the limit or neighbours.
least_micros() {
  local answer micros left
  PRIME_MICROS=999999999
  for ((left = $2; left > 0; left--)); do
    answer=$(curl -fsS -m 10 "$1/prime/$PRIME")
    micros=${answer##*'"computeMicros":'}
    micros=${micros%%[^0-9]*}
    [ "$micros" -ge "$PRIME_MICROS" ] || PRIME_MICROS=$micros
  done
}
