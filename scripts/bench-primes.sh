#!/usr/bin/env bash
# Measures Primes.isPrime beside PARI and GMP: on the same numbers, in alternating rounds. docs/primes.md says how to
# read what it prints.
# shellcheck disable=SC2034 # what the options set is for the parts
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
for part in say cleanup wait jdk maven engine cpu-limit runs packages bench-options bench-load bench-report bench-primes; do
  # shellcheck source=/dev/null
  . "$ROOT/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/bench-primes.sh [options]
  --rounds 5                ours, PARI and GMP are measured that often, in turn
  --millis 1000             for each kind of numbers, at least; the JVM is warmed up as long before
  --classes FOLDER          that build of ours; default: core/target/classes, which is built first
  --json FILE               every measurement and the medians, as JSON
  --help                    this text
The table goes to stdout, progress to stderr. What is missing of pari-gp and python3-gmpy2 is installed (as root).
Exit codes: 0 measured, all goals reached; 1 the three differ about a number, or something could not be started; 2 usage;
3 measured, but a median is over its goal; above 128 interrupted by a signal.
TEXT
}

CLASSES="" MILLIS=1000
while [ $# -gt 0 ]; do
  case $1 in
    --rounds | --json) shared_option "$1" "${2:-}" ;;
    --millis) MILLIS=$(number_of "$1" "${2:-}" 60000) ;;
    --classes)
      [ -d "${2:-}/primelb" ] || usage_error "--classes must be a folder of classes, got '${2:-nothing}'"
      CLASSES=$(readlink -f "$2")
      ;;
    --help) usage && exit 0 ;;
    *) usage_error "unknown option $1" ;;
  esac
  shift 2
done

prepare_primes
for ((round = 1; round <= ROUNDS; round++)); do
  step "Round $round of $ROUNDS"
  # One after another, so that a slow minute of the machine meets all of them.
  # shellcheck disable=SC2046 # a list of words
  for name in $(in_turn "$round" primelb pari gmp); do
    measure_primes "$round" "$name"
  done
done
step "Medians"
report_primes
