# bench-primes.sh: wrong command lines, errors that must not be hidden, and a short run.
# shellcheck shell=bash

test_bench_primes_refuses_what_it_cannot_do() {
  expect_status 2 scripts/bench-primes.sh --rounds 0
  expect_said "--rounds must be 1..1000, got '0'"
  expect_status 2 scripts/bench-primes.sh --classes /nowhere
  expect_said "--classes must be a folder of classes, got '/nowhere'"
  expect_status 2 scripts/bench-primes.sh --peers pari
  expect_said "unknown option --peers"
}

# primes_measured PRIMES_OF_PARI NANOS_OF_OURS: a file of one measurement each.
primes_measured() {
  printf '{"round": 1, "contender": "%s", "case": "primes-64-bit", "nanos": %s, "primes": %s}\n' \
    primelb "$2" 7 pari 1000 "$1" gmp 4000 7 >"$WORK/measurements"
}

test_bench_primes_reports_ratios_goals_and_differences() {
  primes_measured 7 300
  expect_status 0 python3 scripts/bench/primes.py report "$WORK/measurements"
  grep -Eq '^primes-64-bit +0\.300 +1\.000 +4\.000 +0\.30x +0\.35 +0\.07x' "$WORK/out" || fail "the row"
  primes_measured 7 400
  expect_status 3 python3 scripts/bench/primes.py report "$WORK/measurements"
  expect_said "over the goal: primes-64-bit"
  primes_measured 8 300
  expect_status 1 python3 scripts/bench/primes.py report "$WORK/measurements"
  expect_said "ERRORS primes-64-bit"
}

test_bench_primes_measures_all_three() {
  local status=0
  scripts/bench-primes.sh --rounds 1 --millis 50 --classes core/target/classes --json "$WORK/primes.json" >"$WORK/out" 2>&1 ||
    status=$?
  # So short a run says nothing about goals.
  [ "$status" -eq 0 ] || [ "$status" -eq 3 ] || fail "status $status: $(cat "$WORK/out")"
  expect_equal 15 "$(jq '[.measurements[] | select(.nanos > 0)] | length' "$WORK/primes.json")" "measurements"
}
