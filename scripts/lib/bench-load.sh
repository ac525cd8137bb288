# Load by wrk, and what a proxy's processes used meanwhile. Sourced with say.sh and cleanup.sh; sets STATUS to 1 on
# any error that wrk saw.
# shellcheck shell=bash disable=SC2034 # what it sets is for the script that sources it

STATUS=0

# raise_file_limit: as many open files as this user may have, for this script and what it starts.
raise_file_limit() {
  local hard
  hard=$(ulimit -Hn)
  ulimit -Sn "$hard"
  say "open files: soft limit raised to the hard limit, $hard"
}

# run_wrk WHAT CONNECTIONS SECONDS URL [TARGETS]: sets WRK_REQUESTS, WRK_MICROS (time), WRK_BYTES, WRK_P50 and WRK_P99
# (microseconds), WRK_RATE (per second) and WRK_ERRORS. Errors are printed under the name WHAT and make STATUS 1.
run_wrk() {
  local threads=${WRK_THREADS:-2} result connect read write status timeout
  [ "$2" -gt 1 ] || threads=1
  WRK_TARGETS=${5:-} foreground wrk -t "$threads" -c "$2" -d "$3s" --timeout 10s \
    -s "$ROOT/scripts/bench/wrk.lua" "$4" >"$RUN/wrk.out" 2>&1 || {
    cat "$RUN/wrk.out" >&2
    die "wrk failed: $1"
  }
  result=$(sed -n 's/^RESULT //p' "$RUN/wrk.out")
  read -r WRK_REQUESTS WRK_MICROS WRK_BYTES WRK_P50 WRK_P99 connect read write status timeout <<<"$result"
  WRK_ERRORS=$((connect + read + write + status + timeout))
  WRK_RATE=$((WRK_REQUESTS * 1000000 / WRK_MICROS))
  if [ "$WRK_ERRORS" -gt 0 ] || [ "$WRK_REQUESTS" -eq 0 ]; then
    say "ERRORS $1: $WRK_REQUESTS requests; failed: $connect connects, $read reads, $write writes," \
      "$status answers of 400 or more, $timeout over 10 s"
    STATUS=1
  fi
}

# processes_of PID: prints it and its children, on one line.
processes_of() {
  printf '%s %s\n' "$1" "$(pgrep -P "$1" | tr '\n' ' ')"
}

# cpu_ticks PID...: prints the processor time they have used, ended threads included, in clock ticks.
cpu_ticks() {
  local pid ticks=0 stat fields
  for pid in "$@"; do
    stat=$(cat "/proc/$pid/stat") || die "process $pid ended in the middle of a measurement"
    read -ra fields <<<"${stat##*) }"
    ticks=$((ticks + fields[11] + fields[12]))
  done
  printf '%s\n' "$ticks"
}

# resident_kb PID...: prints the resident memory of all of them; a page that two share counts twice.
resident_kb() {
  local pid kb=0 one
  for pid in "$@"; do
    one=$(awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status") || die "process $pid ended in the middle of a measurement"
    kb=$((kb + one))
  done
  printf '%s\n' "$kb"
}

# micros_each TICKS REQUESTS: prints processor time per request in microseconds.
micros_each() {
  awk -v ticks="$1" -v hz="$(getconf CLK_TCK)" -v n="$2" 'BEGIN { printf "%.2f\n", n ? ticks / hz * 1e6 / n : 0 }'
}

# in_turn ROUND NAME...: prints the names, beginning with another one in each round.
in_turn() {
  local skip=$((($1 - 1) % ($# - 1)))
  shift
  printf '%s ' "${@:skip+1}" "${@:1:skip}"
}
