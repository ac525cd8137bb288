#!/usr/bin/env bash
# Compares the simulator with the real thing: two prime servers with one worker each, at three loads. Each run's requests
# are repeated by `client-cli simulate` as they were due and with the work that each of them was; what is compared is how
# long they took. docs/simulator.md says how to read what it prints.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs programs; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/compare-simulation.sh [options]
  --loads 0.3,0.6,0.8       parts of what both servers can do
  --seconds 25              for each load
  --cost 20ms               of a request
  --policy least-in-flight  of the balancer and of the simulation
  --tolerance 5             percent that mean, p50 and p90 may differ
  --attempts 2              how often a load that differs more is measured; other work on the machine disturbs it
  --keep FOLDER             keeps every result there
  --skip-build              the jars are there
  --help                    this text
The table goes to stdout, progress to stderr. Needs a JDK 25, jq, and Maven unless --skip-build.
Exit codes: 0 every figure agrees; 1 one does not, or something could not be started; 2 usage; above 128 interrupted.
TEXT
}

LOADS=0.3,0.6,0.8 SECONDS_EACH=25 COST=20ms POLICY=least-in-flight TOLERANCE=5 ATTEMPTS=2 KEEP="" BUILD=1
while [ $# -gt 0 ]; do
  case $1 in
    --loads | --seconds | --cost | --policy | --tolerance | --attempts | --keep)
      [ $# -gt 1 ] || usage_error "$1 needs a value"
      ;;
  esac
  case $1 in
    --loads)
      [[ $2 =~ ^0\.[0-9]+(,0\.[0-9]+)*$ ]] || usage_error "--loads must be parts such as 0.3,0.6, got $2"
      LOADS=$2
      ;;
    --seconds)
      [[ $2 =~ ^[1-9][0-9]{0,2}$ ]] || usage_error "--seconds must be 1..999, got $2"
      SECONDS_EACH=$2
      ;;
    --cost) COST=$2 ;;
    --policy) POLICY=$2 ;;
    --tolerance)
      [[ $2 =~ ^[1-9][0-9]?$ ]] || usage_error "--tolerance must be 1..99, got $2"
      TOLERANCE=$2
      ;;
    --attempts)
      [[ $2 =~ ^[1-9]$ ]] || usage_error "--attempts must be 1..9, got $2"
      ATTEMPTS=$2
      ;;
    --keep) KEEP=$2 ;;
    --skip-build)
      BUILD=""
      shift
      continue
      ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift 2
done

command -v jq >/dev/null || die "jq is not installed: install the package jq"
find_jdk25
new_run local
on_exit remove_run "$RUN"

if [ -n "$BUILD" ]; then
  step "Building"
  with_lock build build package
fi
take_programs

# Enough that a request is hardly ever sent late, and few enough that their connections are used again and again.
CLIENTS=24

step "Starting a balancer and two servers with one worker each"
start_balancer "LB_POLICY=$POLICY"
for name in server1 server2; do
  # The servers give way to the balancer and the client, which need little: what is compared is the waiting for servers.
  start "$name" "SERVER_ID=$name" SERVER_PORT=0 SERVER_WORKERS=1 "SERVER_LB_URL=$ADMIN" -- \
    nice -n 10 "$JAVA" "${PROGRAM_JVM[@]}" -jar "$RUN/server-app.jar"
done
wait_until 30 active_servers 2 || die "the servers did not become active: $(tail -n 5 "$RUN"/server*.log)"

step "Finding a prime that costs $COST"
# Also a warm-up for the compilers.
client run -c 4 -n 400 -o "$RUN/warm.json" "$TRAFFIC/prime/6700417" >/dev/null
# Status 1: none costs so much within 10 %. What it costs is measured below; the nearest one will do.
client calibrate -q --cost "$COST" "$TRAFFIC" >"$RUN/prime" || [ $? -eq 1 ] || die "no prime costs $COST here"
PRIME=$(awk 'NR == 1 { print $3 }' "$RUN/prime")
[ -n "$PRIME" ] || die "no prime costs $COST here"
client run -c 1 -n 100 --warmup 20 -o "$RUN/alone.json" "$TRAFFIC/prime/$PRIME" >/dev/null
WORK=$(jq '.detail.computeMicros.mean' "$RUN/alone.json")
# What a request takes beside its work: the way there and back, through the balancer. Seen where hardly anybody waits, in
# an open loop like those below, for there the programs sleep between two requests and are slower to begin.
client run --rate "$(awk -v work="$WORK" 'BEGIN { printf "%.2f", 2 * 0.1 * 1e6 / work }')" --spacing random -n 150 \
  -c "$CLIENTS" --warmup 50 -o "$RUN/way.json" "$TRAFFIC/prime/$PRIME" >/dev/null
ROUND_TRIP=$(jq '[.detail.samples | range(.client | length) as $i | .finished[$i] - .started[$i] - .computeMicros[$i]]
  | sort | .[length / 2 | floor]' "$RUN/way.json")
say "prime $PRIME: $WORK us of work, and $ROUND_TRIP us on the way"

# measure LOAD: the real run and the simulated one; prints a row for each figure, succeeds if all agree.
measure() {
  local load=$1 rate requests agrees=0 figure real simulated difference verdict
  rate=$(awk -v load="$load" -v work="$WORK" 'BEGIN { printf "%.2f", 2 * load * 1e6 / work }')
  requests=$(awk -v rate="$rate" -v seconds="$SECONDS_EACH" 'BEGIN { n = int(rate * seconds); print n < 10000 ? n : 10000 }')
  client run --rate "$rate" --spacing random -n "$requests" -c "$CLIENTS" --warmup 50 -o "$RUN/real-$load.json" \
    "$TRAFFIC/prime/$PRIME" >/dev/null || die "the run at load $load failed: $(jq -c .result.failures "$RUN/real-$load.json")"
  client simulate --servers 2 --policy "$POLICY" --arrival "recorded:$RUN/real-$load.json" \
    --service "recorded:$RUN/real-$load.json" --network "${ROUND_TRIP}us" --warmup 0 -o "$RUN/simulated-$load.json" >/dev/null ||
    die "the simulation of load $load failed"
  for figure in mean p50 p90; do
    real=$(jq --arg figure "$figure" '.result.latencyMicros | if $figure == "mean" then .mean
      else (.percentiles[] | select(.percentile == ($figure | ltrimstr("p") | tonumber)) | .value) end' \
      "$RUN/real-$load.json")
    simulated=$(jq --arg figure "$figure" '.policies[0].latencyMicros | if $figure == "mean" then .mean
      else .percentiles[$figure | ltrimstr("p")] end' "$RUN/simulated-$load.json")
    difference=$(awk -v real="$real" -v simulated="$simulated" 'BEGIN { printf "%+.1f", 100 * (simulated / real - 1) }')
    verdict=agrees
    if awk -v d="$difference" -v most="$TOLERANCE" 'BEGIN { exit !(d > most || d < -most) }'; then
      verdict=DIFFERS
      agrees=1
    fi
    printf '%-5s  %8s req/s  %6d requests  %-4s  real %9.3f ms  simulated %9.3f ms  %6s %%  %s\n' "$load" "$rate" \
      "$requests" "$figure" "$(awk -v v="$real" 'BEGIN { print v / 1000 }')" \
      "$(awk -v v="$simulated" 'BEGIN { print v / 1000 }')" "$difference" "$verdict"
  done
  return "$agrees"
}

STATUS=0
for load in ${LOADS//,/ }; do
  step "Load $load for $SECONDS_EACH s"
  for attempt in $(seq "$ATTEMPTS"); do
    if measure "$load" >"$RUN/rows"; then
      break
    fi
    [ "$attempt" -lt "$ATTEMPTS" ] || STATUS=1
    say "attempt $attempt differs by more than $TOLERANCE %; load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
    cat "$RUN/rows" >&2
  done
  cat "$RUN/rows"
done
if [ -n "$KEEP" ]; then
  mkdir -p "$KEEP"
  cp "$RUN"/*.json "$KEEP"
fi
exit "$STATUS"
