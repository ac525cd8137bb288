#!/usr/bin/env bash
# Docker Swarm on one node, from nothing: docker-compose.yml with scripts/swarm/override.yml, two balancers, servers scaled
# and updated one by one while a client sends 20,000 requests. docs/swarm.md says how and what was seen.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine compose base-image images cpu-limit runs ports system bench-options swarm; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<TEXT
usage: scripts/run-swarm.sh [options]
  --requests 20000   how many are sent while the servers are replaced
  --rate 400         requests a second
  --servers 4        servers during the update; the stack begins with two
  --own-engine       a dockerd of its own, so that no other engine becomes a swarm; so it is where none answers
  --no-build         the images and the client as they are
  --help             this text
The figures go to stdout, progress to stderr. What was started is ended, and the swarm left if it was made here.
Exit codes: 0 no request was lost and every server was replaced meanwhile; 1 not so, or something could not be started;
2 usage; above 128 interrupted.
TEXT
}

REQUESTS=20000 RATE=400 SERVERS=4 OWN="" BUILD=1 ENGINE=""
while [ $# -gt 0 ]; do
  case $1 in
    --requests)
      REQUESTS=$(number_of "$1" "${2:-}" 1000000)
      shift
      ;;
    --rate)
      RATE=$(number_of "$1" "${2:-}" 2000)
      shift
      ;;
    --servers)
      SERVERS=$(number_of "$1" "${2:-}" 16)
      shift
      ;;
    --own-engine) OWN=1 ;;
    --no-build) BUILD="" ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift
done

# active_at PORT NUMBER: the balancer whose admin port that is has so many active servers, and no other ones.
active_at() {
  [ "$(curl -fsS -m 2 "http://127.0.0.1:$1/servers" | jq -r '[.servers[] | select(.active)] | length')" -eq "$2" ]
}

# both_have NUMBER: for both balancers.
both_have() {
  active_at "$PRIMELB_ADMIN_PORT" "$1" && active_at "$PRIMELB_LB2_ADMIN_PORT" "$1"
}

# await_servers NUMBER: both balancers have so many.
await_servers() {
  wait_until 120 both_have "$1" || {
    show_stack "$STACK"
    die "the balancers do not both have $1 active servers after 120 s; what they and the engine say is above"
  }
}

# tasks: the containers of the servers that run now, in order.
tasks() {
  docker ps -q --no-trunc --filter "label=com.docker.swarm.service.name=${STACK}_server" | sort
}

choose_swarm_ports() {
  choose_ports
  choose_port PRIMELB_LB2_PORT 8090
  choose_port PRIMELB_LB2_ADMIN_PORT 8091
}

# figures: what the client says; fails where a request was lost.
figures() {
  jq -r --arg replaced "$REPLACED" --arg servers "$SERVERS" --arg took "$TOOK" '.result |
    "requests sent                \(.sent)",
    "requests ok                  \(.ok)",
    "requests lost                \(.failed)",
    "moved to another balancer    \(.moved)",
    "latency p50, p99, max        \([(.latencyMicros.percentiles[] | select(.percentile == 50 or .percentile == 99) | .value),
      .latencyMicros.max] | map("\(. / 1000) ms") | join(", "))",
    "servers that answered        \(.servers | length)",
    "replaced under load          \($replaced) of \($servers) in \($took) s"' "$RUN/run.json"
  jq -e --argjson all "$REQUESTS" '.result.ok == $all' "$RUN/run.json" >/dev/null && [ "$REPLACED" -eq "$SERVERS" ]
}

command -v curl >/dev/null || die "curl is not installed: install the package curl"
command -v jq >/dev/null || die "jq is not installed: install the package jq"
find_jdk25
if [ -n "$OWN" ] || ! engine_answers; then
  ENGINE=$(mktemp -d "${TMPDIR:-/tmp}/primelb-engine.XXXXXX")
  on_exit stop_own_engine "$ENGINE"
  start_own_engine "$ENGINE"
  say "started an engine at $(engine_name)"
  BUILD=1
fi
use_system docker
new_run docker
on_exit remove_run "$RUN"
[ -z "$ENGINE" ] || printf '%s\n' "$ENGINE" >"$RUN/own-engine"
with_lock ports choose_swarm_ports

if [ -n "$BUILD" ]; then
  step "Building (JDK: $JDK_HOME)"
  system_build
fi
with_lock build cp client-cli/target/client-cli.jar "$RUN"

step "A stack of two balancers and two servers"
STACK=$COMPOSE_PROJECT_NAME
PRIMELB_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export PRIMELB_TOKEN
use_swarm
deploy_stack "$STACK"
await_servers 2

step "docker service scale ${STACK}_server=$SERVERS"
docker service scale --detach "${STACK}_server=$SERVERS" >/dev/null
await_servers "$SERVERS"

step "$REQUESTS requests at $RATE a second, and a rolling update of the servers meanwhile"
docker tag primelb/server-app "primelb/server-app:$STACK"
BEFORE=$(tasks)
"$JAVA" -XX:+UseSerialGC -Xmx256m -jar "$RUN/client-cli.jar" run -n "$REQUESTS" --rate "$RATE/s" -c 64 --warmup 600 \
  --progress bar -q --threshold 'failed>=0' -o "$RUN/run.json" \
  "http://127.0.0.1:$PRIMELB_PORT/prime/524287?method=sqrt" "http://127.0.0.1:$PRIMELB_LB2_PORT" >"$RUN/client.log" 2>&1 &
FOREGROUND_PID=$!
# Interrupted or not: the load ends with this script.
printf '%s\n' "$FOREGROUND_PID" >"$RUN/client.pid"
# The warm-up first.
wait_until 30 grep -qs '\] run ' "$RUN/client.log" || die "the load did not begin within 30 s"
STARTED=$SECONDS
docker service update --detach=false --quiet --no-resolve-image --image "primelb/server-app:$STACK" \
  "${STACK}_server" >"$RUN/update.log" 2>&1 || {
  cat "$RUN/update.log" >&2
  show_stack "$STACK"
  die "the update failed; what the engine said is above"
}
TOOK=$((SECONDS - STARTED))
if process_gone "$FOREGROUND_PID"; then
  say "the load ended before the update did: more requests, or fewer a second, are needed to tell of all of it"
  LATE=1
fi
wait "$FOREGROUND_PID" || {
  cat "$RUN/client.log" >&2
  die "the client ended badly; what it said is above"
}
FOREGROUND_PID=
REPLACED=$(comm -13 <(printf '%s\n' "$BEFORE") <(tasks) | grep -c . || true)

step "Result"
figures && [ -z "${LATE:-}" ]
