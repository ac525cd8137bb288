#!/usr/bin/env bash
# Two balancers without a coordinator, three servers, one load over both: one balancer is killed, a new one comes, and
# another one that is only named as a peer. docs/several-balancers.md says how it works and what was seen.
# shellcheck disable=SC2034 # RATE is for the part that is sourced
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine compose base-image images cpu-limit runs ports system bench-options \
  fault-lab balancer-lab; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<TEXT
usage: scripts/run-balancers.sh [options]
  --rate 200     requests a second
  --seconds 20   how long the load lasts; a balancer is killed at a third of it, new ones come at two thirds
  --no-build     the images and the client as they are
  --json FILE    the client's result, and nothing of it is left otherwise
  --help         this text
Needs a Docker engine. The figures go to stdout, progress to stderr.
Exit codes: 0 no request was lost, and each new balancer had all servers within one heartbeat; 1 not so, or something
could not be started; 2 usage; above 128 interrupted.
TEXT
}

RATE=200 LOAD=20 BUILD=1 JSON=""
while [ $# -gt 0 ]; do
  case $1 in
    --rate)
      RATE=$(number_of "$1" "${2:-}" 2000)
      shift
      ;;
    --seconds)
      LOAD=$(number_of "$1" "${2:-}" 120)
      [ "$LOAD" -ge 12 ] || usage_error "--seconds must be 12..120, got $LOAD"
      shift
      ;;
    --json)
      JSON=$(value_of "$1" "${2:-}")
      shift
      ;;
    --no-build) BUILD="" ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift
done

# start_load: the client sends over both balancers, in the background; FOREGROUND_PID is ended by an interruption, and what
# client.pid names by whatever else ends this script.
start_load() {
  "$JAVA" -XX:+UseSerialGC -Xmx256m -jar "$RUN/client-cli.jar" run --rate "$RATE/s" -c 64 -d "${LOAD}s" --warmup 300 \
    --progress bar -q --threshold 'failed>=0' -o "$RUN/run.json" \
    "http://127.0.0.1:${TRAFFIC_PORT[lb1]}$TARGET" "http://127.0.0.1:${TRAFFIC_PORT[lb2]}" >"$RUN/client.log" 2>&1 &
  FOREGROUND_PID=$!
  printf '%s\n' "$FOREGROUND_PID" >"$RUN/client.pid"
}

# await_share PART OF: waits until so much of the load's time is over, or the load itself.
await_share() {
  wait_until "$LOAD" share_is_over "$1" "$2" || die "the load did not come to $1/$2 of its time within $LOAD s"
}

share_is_over() {
  [ "$((${EPOCHREALTIME//[.,]/} - STARTED))" -ge "$((LOAD * 1000000 * $1 / $2))" ] || process_gone "$FOREGROUND_PID"
}

# figures: what the client and the balancers say; fails where a request was lost or a balancer got its servers late.
figures() {
  local name limit=${HEARTBEAT%s} late=""
  jq -r '.result | "requests sent                \(.sent)",
    "requests ok                  \(.ok)",
    "requests lost                \(.failed)",
    "moved to another balancer    \(.moved)",
    "of these sent again          \(.sentAgain)",
    "latency p50, p99, max        \([(.latencyMicros.percentiles[] | select(.percentile == 50 or .percentile == 99) | .value),
      .latencyMicros.max] | map("\(. / 1000) ms") | join(", "))",
    (.servers[] | "answered by \(.name)          \(.ok)")' "$RUN/run.json"
  for name in lb3 peer; do
    printf '%s: servers after it was ready  3 after %s s (heartbeat %s)\n' "$name" "${CAME[$name]}" "$HEARTBEAT"
    awk -v came="${CAME[$name]}" -v limit="$limit" 'BEGIN { exit !(came <= limit + 0.5) }' || late=1
  done
  jq -e '.result.failed == 0 and .result.moved > 0' "$RUN/run.json" >/dev/null && [ -z "$late" ]
}

command -v curl >/dev/null || die "curl is not installed: install the package curl"
command -v jq >/dev/null || die "jq is not installed: install the package jq"
find_jdk25
engine_answers || die "no Docker engine answers at $(engine_name): start one, or set DOCKER_HOST"
use_system docker
new_run docker
on_exit remove_run "$RUN"
with_lock ports claim_balancer_ports lb1 lb2 lb3 peer

if [ -n "$BUILD" ]; then
  step "Building (JDK: $JDK_HOME)"
  system_build
fi
with_lock build cp client-cli/target/client-cli.jar "$RUN"

step "Starting two balancers and three servers"
open_balancer_lab
for name in lb1 lb2 lb3; do
  # lb2 names a balancer that is not behind the common name, and not there yet.
  create_one_balancer "$name" --network-alias "$BALANCERS" -e LB_PEERS="$([ "$name" != lb2 ] || echo http://peer:8081)"
done
create_one_balancer peer
for name in server1 server2 server3; do create_one_server "$name"; done
engine_do start lb1 lb2 server1 server2 server3
for name in lb1 lb2; do
  wait_until 30 has_servers "$name" 3 || die "$name does not have three active servers after 30 s"
done

step "Load: $RATE requests a second for $LOAD s over both"
start_load
wait_until 30 grep -qs '\] run ' "$RUN/client.log" || die "the load did not begin within 30 s"
STARTED=${EPOCHREALTIME//[.,]/}
await_share 1 3
say "killing lb1"
engine_do kill lb1
await_share 2 3
say "starting lb3, and the peer that lb2 names"
engine_do start lb3 peer
declare -A CAME
for name in lb3 peer; do
  wait_until 30 has_servers "$name" 3 || die "$name does not have three active servers after 30 s"
  CAME[$name]=$(servers_came "$name")
done
wait "$FOREGROUND_PID" || {
  cat "$RUN/client.log" >&2
  die "the client ended badly; what it said is above"
}
FOREGROUND_PID=
[ -z "$JSON" ] || cp "$RUN/run.json" "$JSON"

step "Result"
figures
