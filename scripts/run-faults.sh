#!/usr/bin/env bash
# Breaks servers, their network and the balancer under a steady load, and shows what each fault cost: requests lost, the
# longest gap, the time to eject and to readmit. docs/faults.md says what each fault is and how it is measured.
# shellcheck disable=SC2034 # RATE, TRAFFIC and ADMIN are for the parts that are sourced
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine compose base-image images cpu-limit runs ports packages system bench-options \
  fault-lab fault-load fault-cases; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<TEXT
usage: scripts/run-faults.sh [options]
  --only NAMES   these faults alone: a comma list of
                 ${FAULTS// /, }
  --rounds 1     how often; the table has the worst of all rounds
  --rate 200     requests a second
  --peers        the same with nginx and HAProxy in place of our balancer, and a table side by side
  --no-build     the images and the client as they are
  --json FILE    every measurement, as JSON; scripts/faults/report.py makes one table of several such files
  --help         this text
Needs a Docker engine. The tables go to stdout, progress to stderr.
Exit codes: 0 all our targets hold; 1 one does not, or something could not be started; 2 usage; above 128 interrupted.
TEXT
}

ONLY=$FAULTS ROUNDS=1 RATE=200 CONTENDERS=primelb BUILD=1 JSON=""
while [ $# -gt 0 ]; do
  case $1 in
    --only)
      # shellcheck disable=SC2086 # a list of words
      ONLY=$(choices_of "$1" "${2:-}" $FAULTS)
      shift
      ;;
    --rounds)
      ROUNDS=$(number_of "$1" "${2:-}" 100)
      shift
      ;;
    --rate)
      RATE=$(number_of "$1" "${2:-}" 10000)
      shift
      ;;
    --json)
      JSON=$(value_of "$1" "${2:-}")
      shift
      ;;
    --peers) CONTENDERS="primelb nginx haproxy" ;;
    --no-build) BUILD="" ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift
done

# knows SETTING: our balancer has it.
knows() {
  docker run --rm "${FRONT_LIMITS[@]}" primelb/lb-app --help | grep -qw "$1"
}

# facts: prints what the figures depend on, as options of report.py, a line each.
facts() {
  printf 'date=%s\n' "$(date -u '+%Y-%m-%d %H:%M UTC')"
  printf 'commit=%s\n' "$(git -C "$ROOT" describe --always --dirty 2>/dev/null || echo unknown)"
  printf 'load=GET %s, %s a second, at most %s at once, none sent twice\n' "$TARGET" "$RATE" "$MOST_AT_ONCE"
  printf 'machine=%s processors, Linux %s\n' "$(nproc)" "$(uname -r)"
  printf 'load average=%s when it ended; other work on the machine lengthens every time\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
  printf 'docker=%s\n' "$(docker version --format '{{.Server.Version}}')"
  [[ $CONTENDERS != *nginx* ]] || printf 'nginx=%s\n' "$(nginx -v 2>&1 | sed 's/.*: //')"
  [[ $CONTENDERS != *haproxy* ]] || printf 'haproxy=%s\n' "$(haproxy -v | sed -n 's/^HAProxy version \([^ ]*\).*/\1/p')"
}

# run_all: every fault that was asked for, with every contender, round by round.
run_all() {
  local round fault contender
  for ((round = 1; round <= ROUNDS; round++)); do
    for fault in $ONLY; do
      WANTS=""
      "plan_$fault"
      if [ -n "$WANTS" ] && ! knows "$WANTS"; then
        step "$fault: skipped, since the balancer has no $WANTS yet"
        continue
      fi
      for contender in $CONTENDERS; do
        step "$fault, $contender, round $round of $ROUNDS"
        run_case "$fault" "$contender" "$round"
      done
    done
  done
}

# tables: to stdout; the status is 1 where a target does not hold.
tables() {
  local options=() fact
  [ "$CONTENDERS" = primelb ] || options+=(--peers)
  [ -z "$JSON" ] || options+=(--json "$JSON")
  while read -r fact; do options+=(--fact "$fact"); done < <(facts)
  step "Result"
  python3 "$ROOT/scripts/faults/report.py" "$RUN/measurements" "${options[@]}"
}

command -v curl >/dev/null || die "curl is not installed: install the package curl"
command -v python3 >/dev/null || die "python3 is not installed: install the package python3"
PATH=$PATH:/usr/sbin
# A run level in which a package does not start its daemon.
[ "$CONTENDERS" = primelb ] || RUNLEVEL=1 install_missing nginx-light=nginx haproxy=haproxy
find_jdk25
engine_answers || die "no Docker engine answers at $(engine_name): start one, or set DOCKER_HOST"
use_system docker
new_run docker
on_exit remove_run "$RUN"
claim_ports
TRAFFIC=http://127.0.0.1:$PRIMELB_PORT
ADMIN=http://127.0.0.1:$PRIMELB_ADMIN_PORT

if [ -n "$BUILD" ]; then
  step "Building (JDK: $JDK_HOME)"
  system_build
fi
with_lock build cp client-cli/target/client-cli.jar "$RUN"
open_lab
run_all
[ -s "$RUN/measurements" ] || die "nothing was measured"
tables
