# Clients that load a fast server, and what each used for it. Sourced with what bench-client.sh sources. A contender is
# `primelb`, `wrk`, `wrk1` (one thread) or `hey`.
# shellcheck shell=bash disable=SC2034,SC2153 # what it sets is for the script that sources it, and the reverse

# How many requests ours sends before it is measured: by then the JVM has compiled it.
CLIENT_WARM_UP=200000

# As many clients as client-cli takes.
OPEN_CLIENTS=10000

# prepare_clients: what is missing is installed, the jar is there, and this run has its folder.
prepare_clients() {
  PATH=$PATH:/usr/sbin
  RUNLEVEL=1 install_missing nginx-light=nginx wrk=wrk hey=hey curl=curl procps=pgrep python3=python3 jq=jq
  find_jdk25
  new_run local
  on_exit remove_run "$RUN"
  raise_file_limit
  if [ -z "$JAR" ]; then
    step "Building (JDK: $JDK_HOME)"
    with_lock build build -q package -pl client-cli -am
    JAR=$ROOT/client-cli/target/client-cli.jar
  fi
  # A copy, so that a build beside this run does not change the running program.
  cp "$JAR" "$RUN/client-cli.jar"
}

# start_fast_server: the backend of the other measurements, with room for ten thousand connections.
start_fast_server() {
  with_lock ports choose_bench_ports
  mkdir -p "$RUN/files"
  fill_in backend.conf backend
  sed -i "s/worker_connections .*; }/worker_connections $((OPEN_CLIENTS + 64)); }/" "$RUN/backend.conf"
  spawn backend nginx -e stderr -c "$RUN/backend.conf"
  URL=http://127.0.0.1:${PORT[backend1]}/small
  await_answer backend "$URL"
}

# run_client_cli OPTION...: sets OURS to the result; everything that it counts is in there.
run_client_cli() {
  local options
  read -ra options <<<"$JAVA_OPTS"
  foreground "$JAVA" "${options[@]}" -jar "$RUN/client-cli.jar" run --json --progress none "$@" "$URL" \
    >"$RUN/client.json" || STATUS=1
  OURS=$RUN/client.json
}

# field FILTER: prints a number of OURS.
field() {
  jq -r "$1 // 0" "$OURS"
}

# run_primelb, run_wrk_with THREADS, run_hey: one measurement each; set RATE_SEEN (per second), P50_US, P99_US,
# CPU_US (processor time of the client for each request) and ERRORS.
run_primelb() {
  run_client_cli -c "$CONNECTIONS" --warmup "$CLIENT_WARM_UP" -d "${DURATION}s"
  RATE_SEEN=$(field '.result.throughput | floor')
  P50_US=$(field '.result.latencyMicros.percentiles[] | select(.percentile == 50) | .value')
  P99_US=$(field '.result.latencyMicros.percentiles[] | select(.percentile == 99) | .value')
  CPU_US=$(field '.client.cpuShare * .client.cores * .result.wallMicros / .result.sent * 100 | round / 100')
  ERRORS=$(field '.result.failed')
  # A run holds so many samples; where it is over before its time, the rate is still that of the time it took.
  [ "$(field '.result.limitReached')" != true ] || say "ours ended early: it holds no more samples"
}

run_wrk_with() {
  WRK_THREADS=$1 timed run_wrk "wrk -t $1" "$CONNECTIONS" "$DURATION" "$URL"
  RATE_SEEN=$WRK_RATE P50_US=$WRK_P50 P99_US=$WRK_P99 ERRORS=$WRK_ERRORS
  CPU_US=$(awk -v cpu="$TIMED_SECONDS" -v n="$WRK_REQUESTS" 'BEGIN { printf "%.2f", cpu * 1e6 / n }')
}

run_hey() {
  timed hey_into "$RUN/hey.out"
  local answers
  answers=$(awk '/\[200\]/ { print $2 }' "$RUN/hey.out")
  RATE_SEEN=$(awk '/Requests\/sec/ { printf "%d", $2 }' "$RUN/hey.out")
  P50_US=$(awk '/ 50% in/ { printf "%d", $3 * 1e6 }' "$RUN/hey.out")
  P99_US=$(awk '/ 99% in/ { printf "%d", $3 * 1e6 }' "$RUN/hey.out")
  CPU_US=$(awk -v cpu="$TIMED_SECONDS" -v n="${answers:-1}" 'BEGIN { printf "%.2f", cpu * 1e6 / n }')
  ERRORS=$(awk '/Error distribution/ { found = 1 } found && /^ *\[[0-9]+\]/ { gsub(/[][]/, "", $1); n += $1 }
    END { print n + 0 }' "$RUN/hey.out")
}

hey_into() {
  foreground hey -c "$CONNECTIONS" -z "${DURATION}s" "$URL" >"$1" 2>&1 || {
    cat "$1" >&2
    die "hey failed"
  }
}

# timed COMMAND...: runs it here, and sets TIMED_SECONDS to the processor time that its children used.
timed() {
  local before after
  before=$(children_ticks)
  "$@"
  after=$(children_ticks)
  TIMED_SECONDS=$(awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" 'BEGIN { print ticks / hz }')
}

# children_ticks: prints the processor time of this script's ended children in clock ticks.
children_ticks() {
  local stat fields
  stat=$(cat "/proc/$$/stat")
  read -ra fields <<<"${stat##*) }"
  printf '%s\n' $((fields[13] + fields[14]))
}

# measure_clients: all of them in every round, then the medians.
measure_clients() {
  local round name names="primelb"
  [ "$PEERS" = none ] || names+=" $PEERS"
  for ((round = 1; round <= ROUNDS; round++)); do
    step "Round $round of $ROUNDS"
    # One after another, so that a slow minute of the machine meets all of them.
    # shellcheck disable=SC2086 # a list of words
    for name in $(in_turn "$round" $names); do
      case $name in
        primelb) run_primelb ;;
        wrk) run_wrk_with 2 ;;
        wrk1) run_wrk_with 1 ;;
        hey) run_hey ;;
      esac
      [ "$ERRORS" -eq 0 ] || STATUS=1
      record round "$round" contender "\"$name\"" connections "$CONNECTIONS" body '"small"' errors "$ERRORS" \
        rate "$RATE_SEEN" p50_us "$P50_US" p99_us "$P99_US" cpu_us "$CPU_US"
      say "round $round/$ROUNDS $name: $RATE_SEEN/s, p50 $P50_US µs, p99 $P99_US µs, CPU $CPU_US µs a request"
    done
  done
  step "Medians"
  report_clients client
}

# measure_open: ten thousand clients, each with a connection of its own, and how much of what was due was sent.
measure_open() {
  local round offered sent share
  for ((round = 1; round <= ROUNDS; round++)); do
    run_client_cli -c "$OPEN_CLIENTS" --rate "$RATE/s" --ramp 2s -d "$((DURATION + 2))s"
    offered=$(field '.result.rates.offered')
    sent=$(field '.result.rates.sent')
    share=$(field '10000 * .result.rates.sent / .result.rates.offered | round / 100')
    [ "$(field '.result.rates.keptUp')" = true ] || STATUS=1
    record round "$round" contender '"primelb"' connections "$OPEN_CLIENTS" body '"small"' errors \
      "$(field '.result.failed')" rate "$sent" offered "$offered" sent_percent "$share" \
      p50_us "$(field '.result.latencyMicros.percentiles[] | select(.percentile == 50) | .value')" \
      p99_us "$(field '.result.latencyMicros.percentiles[] | select(.percentile == 99) | .value')" \
      service_us "$(field '.result.serviceMicros.percentiles[] | select(.percentile == 99) | .value')"
    say "round $round/$ROUNDS: offered $offered/s, sent $sent/s ($share %), failed $(field '.result.failed')"
  done
  step "Medians"
  report_clients open
}

# report_clients KIND
report_clients() {
  local java
  java=$("$JAVA" -version 2>&1 | sed -n 's/.*build \([^)]*\).*/\1/p' | head -n 1)
  python3 "$ROOT/scripts/bench/report.py" "$1" "$RUN/measurements" ${JSON:+--json "$JSON"} \
    --fact "rounds=$ROUNDS" --fact "seconds=$DURATION" --fact "cores=$(nproc)" --fact "kernel=$(uname -r)" \
    --fact "commit=$(git -C "$ROOT" describe --always --dirty 2>/dev/null || echo unknown)" --fact "java=$java" \
    --fact "jvm_options=$JAVA_OPTS" --fact "nginx=$(nginx -v 2>&1 | sed 's/.*: //')" \
    --fact "wrk=$(wrk -v 2>&1 | sed -n 's/^wrk \([^ ]*\).*/\1/p' | head -n 1)" \
    --fact "hey=$(dpkg-query -W -f '${Version}' hey 2>/dev/null || echo unknown)"
}
