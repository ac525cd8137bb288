# Keeping measurements and making a report of them. Sourced with say.sh; defines functions only.
# shellcheck shell=bash

# record NAME VALUE...: adds one measurement, a JSON object of these, to RUN/measurements. Texts bring their quotes.
record() {
  local line=""
  while [ $# -gt 0 ]; do
    line+=", \"$1\": $2"
    shift 2
  done
  printf '{%s}\n' "${line#, }" >>"$RUN/measurements"
}

# report KIND: prints the medians and ratios of all measurements; with --json FILE all of it goes there as well.
report() {
  local facts=() fact
  while read -r fact; do facts+=(--fact "$fact"); done < <(facts)
  python3 "$ROOT/scripts/bench/report.py" "$1" "$RUN/measurements" ${JSON:+--json "$JSON"} "${facts[@]}"
}

# facts: prints what the figures depend on, name=value a line.
facts() {
  printf 'rounds=%s\nseconds=%s\n' "$ROUNDS" "$DURATION"
  printf 'cores=%s\nkernel=%s\n' "$(nproc)" "$(uname -r)"
  printf 'commit=%s\n' "$(git -C "$ROOT" describe --always --dirty 2>/dev/null || echo unknown)"
  printf 'java=%s\n' "$("$JAVA" -version 2>&1 | sed -n 's/.*build \([^)]*\).*/\1/p' | head -n 1)"
  printf 'jvm_options=%s\n' "$JAVA_OPTS"
  [[ $(contenders) != *against* ]] || printf 'against=%s %s\n' "$AGAINST_JAR" "$AGAINST_JAVA_OPTS"
  printf 'nginx=%s\n' "$(nginx -v 2>&1 | sed 's/.*: //')"
  [[ $PEERS != *haproxy* ]] || printf 'haproxy=%s\n' "$(haproxy -v | sed -n 's/^HAProxy version \([^ ]*\).*/\1/p')"
  [ -z "${PRIME_MICROS:-}" ] || printf 'cpu_share=%s\nmicros_each=%s\nlimits_allow=%s/s\n' "$PRIMELB_SERVER_CPUS" \
    "$PRIME_MICROS" "$(awk -v share="$PRIMELB_SERVER_CPUS" -v each="$PRIME_MICROS" 'BEGIN { print 2e6 * share / each }')"
  env | grep '^LB_' || true
}
