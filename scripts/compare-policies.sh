#!/usr/bin/env bash
# Measures the policies on the real system: four prime servers with one worker each, two of which have half the processor
# share of the others, under the same open loop for each policy. docs/policies.md shows what was seen.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs programs; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

POLICIES="least-in-flight round-robin weighted-round-robin random power-of-two peak-ewma join-idle"
usage() {
  cat <<TEXT
usage: scripts/compare-policies.sh [options]
  --policies LIST   a comma list of ${POLICIES// /, };
                    rendezvous is not among them: what it does depends on the keys
  --load 0.6        part of what the servers did in a closed loop
  --seconds 12      for each policy
  --skip-build      the jars are there
  --help            this text
The table goes to stdout, progress to stderr. Needs a JDK 25, curl, jq, and Maven unless --skip-build.
Exit codes: 0 measured, and nothing failed; 1 a request failed, or something could not be started; 2 usage; above 128
interrupted.
TEXT
}

LIST=$POLICIES LOAD=0.6 SECONDS_EACH=12 BUILD=1
while [ $# -gt 0 ]; do
  case $1 in
    --policies | --load | --seconds) [ $# -gt 1 ] || usage_error "$1 needs a value" ;;
  esac
  case $1 in
    --policies)
      LIST=${2//,/ }
      for policy in $LIST; do
        [[ " $POLICIES " == *" $policy "* ]] || usage_error "--policies must be of ${POLICIES// /, }, got $policy"
      done
      shift
      ;;
    --load)
      [[ $2 =~ ^0\.[0-9]{1,2}$ ]] || usage_error "--load must be a part such as 0.6, got $2"
      LOAD=$2
      shift
      ;;
    --seconds)
      [[ $2 =~ ^[1-9][0-9]{0,2}$ ]] || usage_error "--seconds must be 1..999, got $2"
      SECONDS_EACH=$2
      shift
      ;;
    --skip-build) BUILD="" ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift
done

# The scan of this one costs some 4 ms of a whole processor.
PRIME=3000017
# Shares of a processor, in the order of the servers' numbers; together they leave the balancer and the client room on two.
SHARES=(0.4 0.4 0.2 0.2)

command -v jq >/dev/null || die "jq is not installed: install the package jq"
command -v curl >/dev/null || die "curl is not installed: install the package curl"
find_jdk25
choose_cpu_limit
new_run local
on_exit remove_run "$RUN"
if [ -n "$BUILD" ]; then
  step "Building"
  with_lock build build package
fi
take_programs

# start_server NUMBER SHARE: one that announces itself to nobody, since each policy has a balancer of its own.
start_server() {
  exec_limited "$(basename "$RUN")-server$1" "$2" "$((($1 - 1) % $(nproc)))" \
    setsid env --default-signal=INT,TERM,HUP,PIPE "SERVER_ID=server$1" SERVER_PORT=0 SERVER_WORKERS=1 \
    "$JAVA" "${PROGRAM_JVM[@]}" -jar "$RUN/server-app.jar" </dev/null >"$RUN/server$1.log" 2>&1 &
  printf '%s\n' $! >"$RUN/server$1.pid"
}

# announce NUMBER POLICY: by server_up; only the policy that is given its weights is told them.
announce() {
  local url weight=1
  [ "$2" != weighted-round-robin ] || [ "$1" -gt 2 ] || weight=2
  url=$(sed -n 's/^primelb-server ready: [^ ]* \(http[^ ]*\).*/\1/p' "$RUN/server$1.log")
  curl -fsS -m 10 -o "$RUN/answer" -H 'Content-Type: application/json' \
    -d "{\"url\":\"$url\",\"id\":\"server$1\",\"weight\":$weight}" "$ADMIN/server_up" || die "server$1 is not taken: $url"
}

# with_policy NAME: a balancer with this policy has all four.
with_policy() {
  local number
  start_balancer "LB_POLICY=$1"
  for number in 1 2 3 4; do announce "$number" "$1"; done
  wait_until 30 active_servers 4 || die "not all servers are active: $(tail -n 5 "$RUN/lb.log")"
}

stop_balancer() {
  end_process "$(cat "$RUN/lb.pid")" 40
  rm "$RUN/lb.pid"
}

# row NAME: of the table, from NAME.json.
row() {
  jq -r --arg name "$1" '.result as $r | def at($p): $r.latencyMicros.percentiles[] | select(.percentile == $p) | .value / 1000 | round;
    def share($names): [$r.servers[] | select(.name as $n | $names | index($n)) | .share] | (add // 0) * 1000 | round / 10;
    [$name, ($r.throughput * 10 | round / 10), $r.failed, ($r.latencyMicros.mean / 1000 | round), at(50), at(90), at(99),
     share(["server1", "server2"]), share(["server3", "server4"])] | @tsv' "$RUN/$1.json"
}

step "Starting four servers"
describe_cpu_limit "${SHARES[*]}"
for number in 1 2 3 4; do start_server "$number" "${SHARES[number - 1]}"; done
for number in 1 2 3 4; do
  wait_until 30 ready "server$number" || die "server$number did not start: $(tail -n 5 "$RUN/server$number.log")"
done
with_policy least-in-flight
# Status 1 is a failed request, which is told below, where it counts.
client run -c 16 -d 10s --warmup 1000 -q -o "$RUN/capacity.json" "$TRAFFIC/prime/$PRIME" >/dev/null ||
  die "the closed loop failed: $(jq -c .result.failures "$RUN/capacity.json")"
stop_balancer
CAPACITY=$(jq .result.throughput "$RUN/capacity.json")
RATE=$(awk -v all="$CAPACITY" -v load="$LOAD" 'BEGIN { printf "%.1f", all * load }')
say "all four do $CAPACITY/s; each policy gets $RATE/s, at random intervals"

STATUS=0
for policy in $LIST; do
  step "$policy"
  with_policy "$policy"
  client run --rate "$RATE" --spacing random -d "${SECONDS_EACH}s" -c 256 --warmup 100 -q -o "$RUN/$policy.json" \
    "$TRAFFIC/prime/$PRIME" >/dev/null || STATUS=1
  stop_balancer
done
printf '%s req/s offered, %s of what the servers did in a closed loop; times in ms\n' "$RATE" "$LOAD"
{
  printf 'policy\treq/s\tfailed\tmean\tp50\tp90\tp99\tfast two %%\tslow two %%\n'
  for policy in $LIST; do row "$policy"; done
} | awk -F '\t' '{ printf "%-21s %7s %7s %6s %6s %6s %6s %11s %11s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }'
exit "$STATUS"
