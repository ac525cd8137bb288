#!/usr/bin/env bash
# Measures the measuring client beside wrk and hey: against the same fast server, in alternating rounds. docs/bench.md
# says how to read what it prints.
# shellcheck disable=SC2034 # what the options set is for the parts
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs ports system packages bench-options bench-load contenders \
  bench-report bench-clients; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/bench-client.sh [options]
  --rounds 5                every client is measured that often, in turn
  --duration 5s             of one measurement
  --connections 50          kept open
  --open                    instead: ours alone, 10,000 clients in an open loop
  --rate 5000               with --open: requests a second
  --peers wrk,wrk1,hey      the clients beside ours; wrk1 is wrk with one thread instead of two; `none` for ours alone
  --jar FILE                that build of ours; default: client-cli/target/client-cli.jar, which is built first
  --java-opts '...'         JVM options of ours; default: none
  --json FILE               every measurement and the medians, as JSON
  --help                    this text
The table goes to stdout, progress to stderr.
Exit codes: 0 measured without an error; 1 a client saw an error, --open sent less than 99 % of what was offered, or
something could not be started; 2 usage; above 128 interrupted by a signal.
TEXT
}

PEERS="wrk wrk1 hey" CONNECTIONS=50 OPEN="" RATE=5000
while [ $# -gt 0 ]; do
  case $1 in
    --connections) CONNECTIONS=$(number_of "$1" "${2:-}" 10000) ;;
    --rate) RATE=$(number_of "$1" "${2:-}" 100000) ;;
    --peers) PEERS=$(choices_of "$1" "${2:-}" wrk wrk1 hey none) ;;
    --rounds | --duration | --jar | --java-opts | --json) shared_option "$1" "${2:-}" ;;
    --open)
      OPEN=1
      shift
      continue
      ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift 2
done

prepare_clients
start_fast_server
if [ -n "$OPEN" ]; then
  measure_open
else
  measure_clients
fi
exit "$STATUS"
